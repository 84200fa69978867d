export type CursorMode = "single" | "delta" | "harmonic" | "sideband";

export const CURSOR_MODES: readonly CursorMode[] = ["single", "delta", "harmonic", "sideband"];

/** One vertical line of a cursor. */
export interface CursorMark {
  x: number;
  label: string;
  strength: "main" | "derived";
}

const MOST_MARKS = 60;

/**
 * The lines of a cursor. Single: where the pointer is. Delta: the pinned place and the pointer. Harmonic: the pointer
 * (or the pinned place) and its multiples up to the axis' end. Sideband: the pinned carrier and multiples of the
 * pointer's distance from it, on both sides.
 */
export function cursorMarks(
  mode: CursorMode,
  pinned: number | null,
  at: number | null,
  from: number,
  to: number,
): CursorMark[] {
  const marks = (): CursorMark[] => {
    switch (mode) {
      case "single":
        return [...main(pinned, "●"), ...main(at, "")];
      case "delta":
        return [...main(pinned, "A"), ...main(at, pinned === null ? "" : "B")];
      case "harmonic":
        return harmonics(pinned ?? at, to);
      case "sideband":
        return pinned === null ? main(at, "") : sidebands(pinned, at, from, to);
    }
  };
  return marks().filter((mark) => mark.x >= from && mark.x <= to);
}

function main(x: number | null, label: string): CursorMark[] {
  return x === null ? [] : [{ x, label, strength: "main" }];
}

function harmonics(fundamental: number | null, to: number): CursorMark[] {
  if (fundamental === null || fundamental <= 0) {
    return [];
  }
  const count = Math.min(MOST_MARKS, Math.floor(to / fundamental + 1e-9));
  return Array.from({ length: count }, (_, i) => ({
    x: fundamental * (i + 1),
    label: `${i + 1}×`,
    strength: i === 0 ? "main" : "derived",
  }));
}

function sidebands(carrier: number, at: number | null, from: number, to: number): CursorMark[] {
  const spacing = at === null ? 0 : Math.abs(at - carrier);
  const marks = main(carrier, "0");
  if (spacing === 0) {
    return marks;
  }
  const count = Math.min(MOST_MARKS / 2, Math.floor(Math.max(to - carrier, carrier - from) / spacing));
  for (let n = 1; n <= count; n++) {
    marks.push({ x: carrier - n * spacing, label: `−${n}`, strength: "derived" });
    marks.push({ x: carrier + n * spacing, label: `+${n}`, strength: "derived" });
  }
  return marks;
}

/** Plots that share an axis follow one cursor. */
export class CursorLink {
  readonly #listeners = new Map<string, Set<(x: number | null, from: unknown) => void>>();

  /** Returns what ends the subscription. */
  follow(quantity: string, listener: (x: number | null, from: unknown) => void): () => void {
    const listeners = this.#listeners.get(quantity) ?? new Set();
    this.#listeners.set(quantity, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  move(quantity: string, x: number | null, from: unknown): void {
    for (const listener of this.#listeners.get(quantity) ?? []) {
      listener(x, from);
    }
  }
}
