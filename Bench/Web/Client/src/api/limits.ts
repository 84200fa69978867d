import { get, path, post } from "./client";
import type { CurveAxis, Verdict } from "./contract";
import { work, type WorkProgress } from "./progress";

export type LimitSide = "above" | "below";

export interface LimitCurveEntry {
  name: string;
  family: string;
  channel: string;
  step: string;
  axis: CurveAxis;
  unit: string;
  points: number;
  edits: number;
}

export interface LimitEdit {
  place: number;
  curve: string;
  side: LimitSide;
  from: number;
  to: number;
  value: number;
  endValue: number | null;
  author: string;
  at: string | null;
  reason: string;
}

export interface LimitCurve {
  info: LimitCurveEntry;
  isDecibel: boolean;
  positions: number[];
  upper: number[];
  lower: number[];
  learnedUpper: number[];
  learnedLower: number[];
  good: { low: number[]; median: number[]; high: number[] };
  edits: LimitEdit[];
  motors: { id: string; serialNumber: string; verdict: Verdict; values: (number | null)[] }[];
}

export interface LimitStretch {
  curve: string;
  side: LimitSide;
  from: number;
  to: number;
  value: number;
  endValue?: number;
}

export interface LimitDraftBody {
  base: string;
  stretches: LimitStretch[];
  takenBack: number[];
}

export interface LimitChange {
  curve: string;
  side: LimitSide;
  from: number;
  to: number;
  at: number;
  before: number | null;
  after: number | null;
}

export interface ChangedMotor {
  id: string;
  serialNumber: string;
  startedAt: string;
  was: Verdict;
  before: Verdict;
  after: Verdict;
  reason: string;
  reasonFr: string;
  label: string | null;
}

export interface LimitPreview {
  against: string;
  motors: number;
  nowRejected: number;
  nowPassed: number;
  changed: ChangedMotor[];
  moved: LimitChange[];
}

export interface GateItem {
  name: string;
  isPassed: boolean;
  text: string;
}

export interface LimitVersion {
  id: string;
  version: number;
  author: string;
  at: string | null;
  reason: string;
  parent: string | null;
  edits: number;
  motors: number;
  statement: string;
  state: string;
  isInForce: boolean;
  inForceSince: string | null;
  hasPassedGate: boolean | null;
  gate: GateItem[];
}

export interface LimitVersions {
  inForce: string;
  versions: LimitVersion[];
}

export interface LearnedAgain {
  id: string;
  motors: number;
  statement: string;
  edits: number;
}

export interface SavedLimits {
  id: string;
  gate: GateItem[];
  isPassed: boolean;
}

type Told = (progress: WorkProgress) => void;

/** The limits of one part type. */
export class LimitApi {
  readonly #root: string;

  constructor(readonly partType: string) {
    this.#root = path`/api/limits/${partType}`;
  }

  versions(): Promise<LimitVersions> {
    return get(this.#root);
  }

  curves(id?: string): Promise<LimitCurveEntry[]> {
    return get(`${this.#root}/curves`, { id });
  }

  curve(curve: string, id: string, last = 20): Promise<LimitCurve> {
    return get(`${this.#root}/curve`, { curve, id, last });
  }

  diff(from: string, to: string): Promise<LimitChange[]> {
    return get(`${this.#root}/diff`, { from, to });
  }

  preview(draft: LimitDraftBody, last: number, told: Told, signal: AbortSignal): Promise<LimitPreview> {
    return work(`${this.#root}/preview`, { draft, last }, told, signal);
  }

  learn(id: string, told: Told, signal: AbortSignal): Promise<LearnedAgain> {
    return work(`${this.#root}/learn`, { id }, told, signal);
  }

  save(draft: LimitDraftBody, reason: string, told: Told, signal: AbortSignal): Promise<SavedLimits> {
    return work(`${this.#root}/versions`, { draft, reason }, told, signal);
  }

  gate(id: string, accept: string[], told: Told, signal: AbortSignal): Promise<SavedLimits> {
    return work(`${this.#root}/gate`, { id, accept }, told, signal);
  }

  activate(id: string, reason: string): Promise<void> {
    return post(`${this.#root}/activate`, { id, reason });
  }

  rollBack(reason: string): Promise<void> {
    return post(`${this.#root}/rollback`, { reason });
  }
}
