import type { LimitCurve, LimitDraftBody, LimitEdit, LimitSide, LimitStretch } from "../../api/limits";

/** What was changed on one side of one curve: new limits by place. */
interface Changed {
  curve: string;
  side: LimitSide;
  positions: readonly number[];
  limits: ReadonlyMap<number, number>;
}

interface State {
  base: string;
  changed: ReadonlyMap<string, Changed>;
  takenBack: readonly number[];
}

/** Changes of limits that are not saved, with undo and redo. */
export class LimitDraft {
  #state: State;
  #past: State[] = [];
  #future: State[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(base: string) {
    this.#state = { base, changed: new Map(), takenBack: [] };
  }

  get base(): string {
    return this.#state.base;
  }

  get takenBack(): readonly number[] {
    return this.#state.takenBack;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  get isEmpty(): boolean {
    return this.#state.changed.size === 0 && this.#state.takenBack.length === 0;
  }

  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** The limits of a curve as the draft has them. */
  limits(curve: LimitCurve, side: LimitSide): number[] {
    const learned = side === "above" ? curve.learnedUpper : curve.learnedLower;
    const kept = curve.edits.filter((edit) => edit.side === side && !this.#state.takenBack.includes(edit.place));
    const values = applied(learned, curve.positions, kept);
    for (const [place, value] of this.#state.changed.get(keyOf(curve.info.name, side))?.limits ?? []) {
      values[place] = value;
    }
    return values;
  }

  isChanged(curve: string): boolean {
    return this.#state.changed.has(keyOf(curve, "above")) || this.#state.changed.has(keyOf(curve, "below"));
  }

  /** Sets the limits at some places of a curve. */
  set(curve: LimitCurve, side: LimitSide, limits: ReadonlyMap<number, number>): void {
    const key = keyOf(curve.info.name, side);
    const before = this.#state.changed.get(key)?.limits ?? [];
    const merged = new Map([...before, ...limits]);
    const changed = new Map(this.#state.changed).set(key, {
      curve: curve.info.name,
      side,
      positions: curve.positions,
      limits: merged,
    });
    this.#go({ ...this.#state, changed });
  }

  /** A stretch set by hand earlier no longer holds: what was learned does. */
  takeBack(edit: LimitEdit): void {
    this.#go({ ...this.#state, takenBack: [...this.#state.takenBack, edit.place] });
  }

  /** Goes over to limits that were learned again; they have the same stretches. */
  rebase(base: string): void {
    this.#go({ ...this.#state, base });
  }

  undo(): void {
    const before = this.#past.pop();
    if (before !== undefined) {
      this.#future.push(this.#state);
      this.#state = before;
      this.#tell();
    }
  }

  redo(): void {
    const next = this.#future.pop();
    if (next !== undefined) {
      this.#past.push(this.#state);
      this.#state = next;
      this.#tell();
    }
  }

  body(): LimitDraftBody {
    const stretches = [...this.#state.changed.values()].flatMap(stretchesOf);
    return { base: this.#state.base, stretches, takenBack: [...this.#state.takenBack] };
  }

  #go(next: State): void {
    this.#past.push(this.#state);
    this.#future = [];
    this.#state = next;
    this.#tell();
  }

  #tell(): void {
    this.#listeners.forEach((listener) => listener());
  }
}

/** What was learned with stretches set by hand in place, later ones over earlier ones. */
export function applied(learned: readonly number[], positions: readonly number[], edits: readonly LimitEdit[]): number[] {
  const values = [...learned];
  for (const edit of edits) {
    positions.forEach((position, i) => {
      if (position >= edit.from && position <= edit.to) {
        const end = edit.endValue ?? edit.value;
        const share = edit.to > edit.from ? (position - edit.from) / (edit.to - edit.from) : 0;
        values[i] = edit.value + (end - edit.value) * share;
      }
    });
  }
  return values;
}

/** Moves limits by decibels, or, of a linear quantity, by per cent. */
export function raised(values: readonly number[], [first, last]: Range, amount: number, isDecibel: boolean): Limits {
  return over([first, last], (i) => (isDecibel ? values[i]! + amount : values[i]! * (1 + amount / 100)));
}

export function levelled(range: Range, value: number): Limits {
  return over(range, () => value);
}

/** Weighted mean of the neighbours within the range, two to each side. */
export function smoothed(values: readonly number[], [first, last]: Range): Limits {
  const reach = 2;
  return over([first, last], (i) => {
    let sum = 0;
    let weights = 0;
    for (let k = Math.max(first, i - reach); k <= Math.min(last, i + reach); k++) {
      const weight = reach + 1 - Math.abs(k - i);
      sum += weight * values[k]!;
      weights += weight;
    }
    return sum / weights;
  });
}

export type Range = [first: number, last: number];
export type Limits = Map<number, number>;

function over([first, last]: Range, value: (i: number) => number): Limits {
  const limits: Limits = new Map();
  for (let i = first; i <= last; i++) {
    limits.set(i, value(i));
  }
  return limits;
}

/** Straight lines through the changed limits: as few as there are corners. */
export function stretchesOf({ curve, side, positions, limits }: Changed): LimitStretch[] {
  const places = [...limits.keys()].sort((a, b) => a - b);
  const stretches: LimitStretch[] = [];
  let i = 0;
  while (i < places.length) {
    const first = places[i]!;
    let last = first;
    while (limits.has(last + 1) && isStraight(positions, limits, first, last + 1)) {
      last++;
    }
    const ends = { from: positions[first]!, to: positions[last]!, value: limits.get(first)! };
    stretches.push(last === first ? { curve, side, ...ends } : { curve, side, ...ends, endValue: limits.get(last)! });
    i = places.indexOf(last) + 1;
  }
  return stretches;
}

function isStraight(positions: readonly number[], limits: ReadonlyMap<number, number>, a: number, b: number): boolean {
  const slope = (limits.get(b)! - limits.get(a)!) / (positions[b]! - positions[a]!);
  for (let i = a + 1; i < b; i++) {
    const line = limits.get(a)! + slope * (positions[i]! - positions[a]!);
    if (Math.abs(line - limits.get(i)!) > 1e-9 * Math.max(1, Math.abs(line))) {
      return false;
    }
  }
  return true;
}

function keyOf(curve: string, side: LimitSide): string {
  return `${side} ${curve}`;
}
