import type uPlot from "uplot";

export interface NavigationTarget {
  plot(): uPlot | null;
  whole(): void;
  step(steps: number): void;
  pin(): void;
}

const CLICK_PIXELS = 4;
const FAR = 10;

/** Zoom by wheel and keys, pan by shift and drag or keys; the box zoom is uPlot's own. */
export class Navigation {
  constructor(
    readonly host: HTMLElement,
    readonly target: NavigationTarget,
  ) {
    host.addEventListener("keydown", (event) => this.#key(event));
  }

  whole(): void {
    this.target.whole();
  }

  /** Binds one plot's area; it goes with the plot. */
  attach(over: HTMLElement, onClick: (x: number) => void): void {
    over.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    over.addEventListener("dblclick", () => this.whole());
    let downAt = 0;
    over.addEventListener("pointerdown", (event) => (downAt = event.clientX));
    over.addEventListener("click", (event) => {
      const u = this.target.plot();
      if (u !== null && Math.abs(event.clientX - downAt) < CLICK_PIXELS && event.detail === 1 && !event.shiftKey) {
        const index = u.posToIdx(event.clientX - over.getBoundingClientRect().left);
        onClick(u.data[0]![index] as number);
      }
    });
  }

  /** With shift a drag pans; otherwise it is uPlot's zoom box. */
  mouseDown(u: uPlot, handler: uPlot.Cursor.MouseListener): uPlot.Cursor.MouseListener {
    return (event) => {
      if (!event.shiftKey) {
        return handler(event);
      }
      event.preventDefault();
      const from = limits(u);
      const startX = event.clientX;
      const move = (moved: MouseEvent): void => this.#shift(u, from, (startX - moved.clientX) / u.over.clientWidth);
      const up = (): void => document.removeEventListener("mousemove", move);
      document.addEventListener("mousemove", move);
      document.addEventListener("mouseup", up, { once: true });
      return null;
    };
  }

  #wheel(event: WheelEvent): void {
    const u = this.target.plot();
    if (u === null) {
      return;
    }
    event.preventDefault();
    const share = (event.clientX - u.over.getBoundingClientRect().left) / u.over.clientWidth;
    this.#zoom(u, event.deltaY < 0 ? 0.8 : 1.25, share);
  }

  #key(event: KeyboardEvent): void {
    const u = this.target.plot();
    if (u === null || event.target !== this.host) {
      return;
    }
    const far = event.ctrlKey ? FAR : 1;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => (event.shiftKey ? this.#shift(u, limits(u), -0.1) : this.target.step(-far)),
      ArrowRight: () => (event.shiftKey ? this.#shift(u, limits(u), 0.1) : this.target.step(far)),
      "+": () => this.#zoom(u, 0.7, 0.5),
      "-": () => this.#zoom(u, 1.4, 0.5),
      Home: () => this.whole(),
      Enter: () => this.target.pin(),
    };
    const action = actions[event.key];
    if (action !== undefined) {
      event.preventDefault();
      action();
    }
  }

  #zoom(u: uPlot, factor: number, share: number): void {
    const [min, max] = limits(u);
    const map = axisOf(u);
    const [low, high] = [map.to(min), map.to(max)];
    const at = low + (high - low) * share;
    this.#set(u, map.from(at - (at - low) * factor), map.from(at + (high - at) * factor));
  }

  #shift(u: uPlot, [min, max]: [number, number], share: number): void {
    const map = axisOf(u);
    const by = (map.to(max) - map.to(min)) * share;
    this.#set(u, map.from(map.to(min) + by), map.from(map.to(max) + by));
  }

  // Never beyond the data: the empty part of an axis says nothing.
  #set(u: uPlot, min: number, max: number): void {
    const positions = u.data[0]!;
    const first = positions[0] as number;
    const last = positions[positions.length - 1] as number;
    const low = Math.max(first, min);
    const high = Math.min(last, max);
    if (high > low) {
      u.setScale("x", { min: low, max: high });
    }
  }
}

function limits(u: uPlot): [number, number] {
  const { min, max } = u.scales["x"]!;
  return [min ?? 0, max ?? 1];
}

function axisOf(u: uPlot): { to: (x: number) => number; from: (x: number) => number } {
  return u.scales["x"]!.distr === 3 ? { to: Math.log10, from: (x) => 10 ** x } : { to: (x) => x, from: (x) => x };
}
