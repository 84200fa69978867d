/** How values are shown: as they are, on a logarithmic axis, or as levels in dB re a reference. */
export type LevelScale = "dB" | "linear" | "log";

export interface LevelUnit {
  /** Whether the values come in dB. */
  decibel: boolean;
  /** The physical unit, without "dB re …". */
  unit: string;
  /** The reference in that unit; null where nobody said. */
  reference: number | null;
  /** Decibels per factor of ten: 10 for powers (a PSD), 20 for everything else. */
  factor: 10 | 20;
}

/** Reads "dB re 1 µm/s²", "dB", "m/s²", "(m/s²)²/Hz". */
export function levelUnit(unit: string, reference: number | null = null): LevelUnit {
  const factor = /²\/Hz|\^2\/Hz/.test(unit) ? 10 : 20;
  if (!unit.startsWith("dB")) {
    return { decibel: false, unit, reference, factor };
  }
  const match = /^dB\S*\s+re\s+([\d.]+(?:[eE][-+]?\d+)?)\s*(.*)$/.exec(unit);
  return match === null
    ? { decibel: true, unit: "", reference: null, factor }
    : { decibel: true, unit: match[2]!, reference: Number(match[1]), factor };
}

/** The function from stored values to shown ones; what has no logarithm becomes a gap. */
export function toShown(
  unit: LevelUnit,
  scale: LevelScale,
  reference: number,
): (value: number | null) => number | null {
  if (scale === "dB") {
    return unit.decibel
      ? (value) => value
      : (value) => (value !== null && value > 0 ? unit.factor * Math.log10(value / reference) : null);
  }
  const linear = (value: number | null): number | null =>
    value === null || !unit.decibel ? value : (unit.reference ?? 1) * 10 ** (value / unit.factor);
  return scale === "linear" ? linear : (value) => ((linear(value) ?? 0) > 0 ? linear(value) : null);
}

/** What the axis says. */
export function shownUnit(unit: LevelUnit, scale: LevelScale, reference: number): string {
  if (scale !== "dB") {
    return unit.unit;
  }
  const own = unit.decibel ? unit.reference : reference;
  return own === null ? "dB" : `dB re ${own < 1e-3 ? own.toExponential() : own} ${unit.unit}`.trimEnd();
}
