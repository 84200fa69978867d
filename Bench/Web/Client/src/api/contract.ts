/** The shapes of the HTTP interface. JSON is camelCase, times are ISO 8601 UTC, units stand in the names. */

export type Verdict = "PASS" | "FAIL" | "INVALID";
export type Role = "operator" | "engineer" | "scientist" | "administrator";

export interface Session {
  user: { name: string; role: Role } | null;
  csrf: string;
  setupNeeded: boolean;
  version: string;
  bench: string;
}

export interface Page<T> {
  total: number;
  page: number;
  pageSize: number;
  items: T[];
}

export interface UserAccount {
  name: string;
  role: Role;
}

export interface AuditEntry {
  id: number | string;
  at: string;
  user: string;
  action: string;
  object: string;
  before: unknown;
  after: unknown;
}

export interface PartTypeInfo {
  name: string;
  revision: number;
  description: string;
  serialPattern: string | null;
  durationSeconds: number;
  steps: { name: string; kind: string; startSeconds: number; seconds: number }[];
  learned: boolean;
}

export interface Finding {
  rank: number;
  source: string;
  code: string;
  text: string;
  textFr: string;
  instruction: string;
  instructionFr: string;
  cause: string;
  causeFr: string;
  curve: string;
  channel: string;
  positionFrom: number | null;
  positionTo: number | null;
  positionAt: number | null;
  value: number | null;
  limit: number | null;
  severity: number | null;
}

export interface ResultSummary {
  id: string;
  serialNumber: string;
  partType: string;
  bench: string;
  startedAt: string;
  durationSeconds: number | null;
  verdict: Verdict;
  code: string | null;
  reason: string | null;
  reasonFr: string | null;
  instruction: string | null;
  instructionFr: string | null;
  training: boolean;
}

export type StationResult = ResultSummary & { findings: Finding[] };

export interface Running {
  serialNumber: string;
  partType: string;
  seconds: number;
  ofSeconds: number;
  step: string;
  remainingSeconds: number;
  speedRpm: number | null;
}

export interface Alarm {
  id: string;
  at: string;
  severity: "warning" | "alarm";
  text: string;
  textFr: string;
  acknowledgedBy: string | null;
  acknowledgedAt: string | null;
}

export interface ReasonCount {
  code: string;
  text: string;
  textFr: string;
  count: number;
}

export interface Shift {
  since: string;
  tested: number;
  pass: number;
  fail: number;
  invalid: number;
  firstPassYield: number | null;
  reasons: ReasonCount[];
}

export interface Station {
  bench: string;
  state: "ready" | "testing" | "verdict" | "not-ready";
  problem: string | null;
  problemFr: string | null;
  training: boolean;
  partTypes: PartTypeInfo[];
  running: Running | null;
  result: StationResult | null;
  last: ResultSummary[];
  shift: Shift;
  alarms: Alarm[];
}

export interface LiveSpectrum {
  channel: string;
  name: string;
  unit: string;
  fromHz: number;
  toHz: number;
  levelsDb: number[];
}

export type CurveAxis = "order" | "rpm" | "Hz" | "time" | "none";

export interface CurveInfo {
  name: string;
  family: string;
  channel: string;
  step: string;
  axis: CurveAxis;
  unit: string;
  points: number;
  exceeded: boolean;
  worstMarginDb: number | null;
}

export interface ChannelInfo {
  id: string;
  name: string;
  unit: string;
  quantity: string;
  rateHz: number;
}

export type ResultDetail = StationResult & {
  recipeHash: string;
  baselineId: string | null;
  software: string;
  anomalyScore: number | null;
  pValue: number | null;
  recording: { file: string; bytes: number; hash: string; available: boolean } | null;
  channels: ChannelInfo[];
  curves: CurveInfo[];
  sameSerial: ResultSummary[];
  nearestGood: { id: string; serialNumber: string; distance: number }[];
};

export interface Curve {
  info: CurveInfo;
  positions: number[];
  values: (number | null)[];
  limit: (number | null)[] | null;
  good: { low: (number | null)[]; median: (number | null)[]; high: (number | null)[] } | null;
  compare: { id: string; serialNumber: string; verdict: Verdict; values: (number | null)[] }[];
}

export interface KnownLine {
  name: string;
  nameFr: string;
  order: number | null;
  hz: number | null;
  group: "shaft" | "bearing" | "electrical" | "switching" | "slot";
}

export interface Spectrum {
  x: { name: string; unit: string };
  /** Levels come as "dB" with their reference in words, such as "1 µm/s²". */
  y: { name: string; unit: string; reference: number | string | null };
  positions: number[];
  values: (number | null)[];
  lines: KnownLine[];
}

export type SpectrumKind = "spectrum" | "psd" | "envelope" | "octaves" | "cepstrum" | "order";
export type MapKind = "order-rpm" | "order-time" | "campbell" | "spectrogram";

export interface MapAxis {
  name: string;
  unit: string;
  from: number;
  to: number;
}

export interface MapHeader {
  rows: number;
  columns: number;
  x: MapAxis;
  y: MapAxis;
  loDb: number;
  hiDb: number;
  unit: string;
}

/** Levels quantised to 0…255 between loDb and hiDb; row 0 has the lowest y. */
export interface LevelMap extends MapHeader {
  levels: Uint8Array;
}

export interface SamplesHeader {
  from: number;
  to: number;
  rateHz: number;
  unit: string;
  pairs: boolean;
  count: number;
}

export interface Samples extends SamplesHeader {
  data: Float32Array;
}

export interface FeatureInfo {
  name: string;
  family: string;
  channel: string;
  step: string;
  axis: CurveAxis;
  unit: string;
  position: number | null;
}

export interface Trend {
  points: { id: string; serialNumber: string; startedAt: string; verdict: Verdict; value: number | null }[];
  limit: number | null;
  center: number | null;
  sigma: number | null;
  rules: { rule: string; from: number; to: number }[];
}

export interface Distribution {
  edges: number[];
  counts: number[];
  mean: number | null;
  sigma: number | null;
  cp: number | null;
  cpk: number | null;
  ppk: number | null;
  n: number;
  limitHigh: number | null;
  limitLow: number | null;
}

export interface YieldPeriod {
  from: string;
  tested: number;
  /** Shares of the motors tested. */
  firstPass: number;
  final: number;
}

/** RFC 9457. */
export interface Problem {
  title?: string;
  status?: number;
  detail?: string;
  errors?: Record<string, string[]>;
}
