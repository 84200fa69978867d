/** What /api/models, /api/labels and the population's studies answer. */
export type ModelState = "candidate" | "refused" | "passed" | "shadow" | "in-force" | "retired";

export interface ModelEvent {
  kind:
    | "trained"
    | "gated"
    | "shadowBegun"
    | "signedByQuality"
    | "signedByDataScience"
    | "activated"
    | "rolledBack";
  by: string;
  at: string;
  note: string;
}

export interface ModelVersion {
  id: string;
  state: ModelState;
  author: string;
  at: string;
  motors: number | null;
  hasPassedGate: boolean | null;
  shadowSince: string | null;
  shadowJudged: number;
  shadowDaysSoFar: number;
  signatures: ModelEvent[];
  events: ModelEvent[];
}

export interface ModelList {
  partType: string;
  inForce: string | null;
  shadowMotors: number;
  shadowDays: number;
  canRollBack: boolean;
  versions: ModelVersion[];
}

/** Share with its 95 % interval; a figure that does not exist is "NaN". */
export interface Share {
  count: number;
  of: number;
  low: number;
  high: number;
}

export interface ModelCard {
  baselineId: string;
  partType: string;
  author: string;
  parent: string;
  software: string;
  from: string | null;
  to: string | null;
  benches: string[];
  motors: number;
  groups: number;
  leftOut: { serialNumber: string; reason: string }[];
  toReview: string[];
  promise: string;
  budget: number;
  falseRejects: Share;
  library: string;
  detection: { cause: string; dilutedDb: number; found: Share }[];
  areas: Record<string, { area: number | "NaN"; low: number | "NaN"; high: number | "NaN" }>;
  blindSpots: string[];
}

type Word = "pass" | "fail" | "invalid";

export interface JudgedRun {
  id: string;
  serialNumber: string;
  startedAt: string;
  was: Word;
  now: Word[];
  reasons: string[];
}

export interface GateReport {
  baselineId: string;
  against: string;
  isPassed: boolean;
  items: { name: string; isPassed: boolean; text: string }[];
  changed: JudgedRun[];
}

export interface ModelDetail {
  version: ModelVersion;
  card: ModelCard | null;
  gate: GateReport | null;
}

export interface BaselineComparison {
  tests: number;
  baselines: {
    baseline: string;
    rejected: number;
    invalid: number;
    confirmedFaultsRejected: number;
    confirmedFaults: number;
  }[];
  differing: JudgedRun[];
}

export interface ModelJob {
  id: string;
  kind: "train" | "gate" | "compare";
  partType: string;
  baselineId: string;
  by: string;
  startedAt: string;
  endedAt: string | null;
  state: "running" | "done" | "failed" | "cancelled";
  judged: number;
  of: number;
  error: string | null;
  result: ModelCard | GateReport | BaselineComparison | null;
}

export interface DataSet {
  motors: number;
  groups: number;
  fewest: number;
  from: string | null;
  to: string | null;
  benches: string[];
  leftOut: { serialNumber: string; reason: string; reasonFr: string }[];
}

export type LabelKind = "confirmedGood" | "confirmedFault" | "reworked" | "fieldReturn" | "golden";

export interface MotorLabel {
  serialNumber: string;
  kind: LabelKind;
  cause: string;
  by: string;
  at: string;
  note: string;
}

export interface LabelList {
  labels: MotorLabel[];
  agreement: {
    first: string;
    second: string;
    motors: number;
    observed: number;
    kappa: number | null;
    standardError: number | null;
    disputed: string[];
  }[];
}

export interface Drift {
  motors: number;
  hasChanged: boolean;
  source: "none" | "sensor" | "bench" | "process" | "goldenMotor" | "unknown";
  bench: string;
  channel: string;
  instruction: string;
  instructionFr: string;
  charts: {
    bench: string;
    channel: string;
    family: string;
    ewma: number | null;
    ewmaLimit: number | null;
    cusum: number | null;
    cusumLimit: number | null;
    alarm: boolean;
    since: string | null;
    golden: "notMeasured" | "asEver" | "moved";
  }[];
}

export interface Gauge {
  candidates: { serialNumber: string; tests: number }[];
  study: {
    motors: number;
    conditions: string[];
    repeats: number;
    curves: {
      name: string;
      channel: string;
      family: string;
      step: string;
      position: number;
      percentOfTotal: number | null;
      distinctCategories: number;
    }[];
    maps: {
      channel: string;
      step: string;
      orders: number[];
      speedsRpm: number[];
      percent: (number | null)[][];
    }[];
  } | null;
}
