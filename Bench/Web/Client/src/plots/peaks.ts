import type { KnownLine } from "../api/contract";

export interface Peak {
  index: number;
  x: number;
  value: number;
}

/**
 * The highest local maxima between two positions, highest first. A maximum counts if the trace falls by a tenth of the
 * view's height on both sides before it rises above it: noise on a flank is no peak.
 */
export function findPeaks(
  positions: readonly number[],
  values: readonly (number | null)[],
  from: number,
  to: number,
  most: number,
): Peak[] {
  const inView = positions
    .map((x, index) => ({ index, x, value: values[index] ?? -Infinity }))
    .filter((p) => p.x >= from && p.x <= to);
  const finite = inView.filter((p) => Number.isFinite(p.value));
  if (finite.length < 3) {
    return [];
  }
  const span =
    finite.reduce((high, p) => Math.max(high, p.value), -Infinity) -
    finite.reduce((low, p) => Math.min(low, p.value), Infinity);
  const prominence = span / 10;
  const candidates = inView.filter(
    (p, i) => p.value > (inView[i - 1]?.value ?? -Infinity) && p.value >= (inView[i + 1]?.value ?? -Infinity),
  );
  candidates.sort((a, b) => b.value - a.value);
  const first = inView[0]!.index;
  const standing = candidates.filter(
    (p) => falls(inView, p.index - first, -1, prominence) && falls(inView, p.index - first, 1, prominence),
  );
  return standing.slice(0, most);
}

function falls(points: Peak[], at: number, direction: 1 | -1, depth: number): boolean {
  const top = points[at]!.value;
  for (let i = at + direction; i >= 0 && i < points.length; i += direction) {
    const value = points[i]!.value;
    if (value > top) {
      return false;
    }
    if (value <= top - depth) {
      return true;
    }
  }
  // The view's edge: what lies beyond is unknown, a maximum at the edge itself is none.
  return at > 0 && at < points.length - 1;
}

/** Where the known lines lie on an axis in orders, or in Hz at a speed; null for those that have no place there. */
export function linePosition(line: KnownLine, axis: "order" | "Hz", speedRpm: number | null): number | null {
  if (axis === "order") {
    return line.order;
  }
  return line.hz ?? (line.order !== null && speedRpm !== null ? (line.order * speedRpm) / 60 : null);
}

/** The known line or the low multiple of one that lies nearest, if within the tolerance. */
export function nearestLine(
  x: number,
  lines: readonly { name: string; x: number }[],
  tolerance: number,
): { name: string; multiple: number } | null {
  let best: { name: string; multiple: number; off: number } | null = null;
  for (const line of lines) {
    const multiple = Math.round(x / line.x);
    if (multiple >= 1 && multiple <= 5) {
      const off = Math.abs(x - multiple * line.x);
      // The fundamental of one line is a better name than the fourth multiple of another.
      const weighted = off + tolerance * 0.1 * (multiple - 1);
      if (off <= tolerance && (best === null || weighted < best.off)) {
        best = { name: line.name, multiple, off: weighted };
      }
    }
  }
  return best;
}
