/** Round positions between two ends: steps of 1, 2 or 5 times a power of ten, about as many as wished. */
export function ticksBetween(from: number, to: number, wished: number): number[] {
  const span = to - from;
  if (!(span > 0) || !Number.isFinite(span)) {
    return [];
  }
  const raw = span / Math.max(1, wished);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw * 0.999)!;
  const ticks: number[] = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
    // Through the step's digits, so that 3 × 0.1 is 0.3.
    ticks.push(Number((i * step).toPrecision(12)));
  }
  return ticks;
}
