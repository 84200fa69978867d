import uPlot from "uplot";
import type { LimitCurve, LimitSide } from "../../api/limits";
import { h } from "../../dom";
import { figure } from "../../format";
import { t } from "../../language";
import { axisName } from "../../plots/linePlot";
import { palette } from "../../plots/palette";
import { axisTitle } from "../../units";
import type { Range } from "./limitDraft";

const NEAR_PIXELS = 14;
const HEIGHT = 380;
const MOST_HANDLES = 160;
const X_UNITS = { order: "", rpm: "rpm", Hz: "Hz", time: "s", none: "" } as const;

export interface LimitPlotEvents {
  /** A point was dragged to a value. */
  drag(place: number, value: number): void;
  select(range: Range): void;
  /** Raise or lower what is selected, in steps. */
  nudge(steps: number): void;
}

export interface LimitPlotState {
  curve: LimitCurve;
  above: number[];
  below: number[];
  side: LimitSide;
  range: Range;
}

/**
 * A limit curve over the good band and recent motors. Points are dragged with the pointer; beside them a drag chooses a
 * stretch. A single value is drawn over the recent motors instead of positions.
 */
export class LimitPlot {
  readonly element: HTMLElement;
  readonly #host: HTMLElement;
  readonly #resize: ResizeObserver;
  #plot: uPlot | null = null;
  #state: LimitPlotState | null = null;
  #dragged: { place: number; value: number } | null = null;

  constructor(readonly events: LimitPlotEvents) {
    this.#host = h("div", { class: "plot-host limit-host", tabindex: 0, role: "application" });
    this.#host.addEventListener("keydown", (event) => this.#key(event));
    this.element = h("div", {}, this.#host);
    this.#resize = new ResizeObserver(() => this.#fit());
    this.#resize.observe(this.#host);
  }

  show(state: LimitPlotState): void {
    this.#state = state;
    this.#dragged = null;
    this.#host.setAttribute("aria-label", t("limits.plot.label"));
    this.#build();
  }

  focus(): void {
    this.#host.focus();
  }

  dispose(): void {
    this.#resize.disconnect();
    this.#plot?.destroy();
  }

  get #isScalar(): boolean {
    return this.#state!.curve.positions.length < 2;
  }

  #fit(): void {
    if (this.#plot === null) {
      this.#build();
    } else if (this.#host.clientWidth > 0 && this.#plot.width !== this.#host.clientWidth) {
      this.#plot.setSize({ width: this.#host.clientWidth, height: HEIGHT });
    }
  }

  #build(): void {
    if (this.#state === null || this.#host.clientWidth === 0) {
      return;
    }
    this.#plot?.destroy();
    const { data, series } = this.#isScalar ? this.#scalar() : this.#lines();
    this.#plot = new uPlot({ ...this.#options(), series }, data as uPlot.AlignedData, this.#host);
    this.#host.dataset["points"] = String(this.#state.curve.positions.length);
  }

  #lines(): { data: (number | null)[][]; series: uPlot.Series[] } {
    const { curve, above, below, side } = this.#state!;
    const colours = palette();
    const handles = curve.positions.length <= MOST_HANDLES;
    const data: (number | null)[][] = [curve.positions, curve.good.high, curve.good.low, curve.good.median];
    const series: uPlot.Series[] = [{}, line("transparent"), line("transparent"), line(colours.median, 1.2, [2, 3])];
    for (const motor of curve.motors) {
      data.push(motor.values);
      const failed = motor.verdict === "FAIL";
      series.push(line(failed ? colours.series[1]! : `${colours.muted}80`, failed ? 1.3 : 0.8, failed ? [7, 3] : []));
    }
    const limit = (values: number[], own: LimitSide): void => {
      data.push(values);
      const points = { show: handles && own === side, size: 7, stroke: colours.limit, fill: colours.card };
      series.push({ ...line(colours.limit, 2.2), points });
    };
    data.push(curve.learnedUpper);
    series.push(line(colours.limit, 1, [3, 4]));
    limit(above, "above");
    if (below.length > 0) {
      data.push(curve.learnedLower);
      series.push(line(colours.limit, 1, [3, 4]));
      limit(below, "below");
    }
    return { data, series };
  }

  #scalar(): { data: (number | null)[][]; series: uPlot.Series[] } {
    const { curve, above, below } = this.#state!;
    const colours = palette();
    const count = Math.max(2, curve.motors.length);
    const xs = Array.from({ length: count }, (_, i) => i + 1);
    const flat = (value: number | undefined): (number | null)[] => xs.map(() => value ?? null);
    const motors = xs.map((_, i) => curve.motors[curve.motors.length - 1 - i]?.values[0] ?? null);
    const data = [xs, flat(curve.good.high[0]), flat(curve.good.low[0]), flat(curve.good.median[0]), motors];
    const dots = { show: true, size: 7, stroke: colours.series[0]!, fill: colours.series[0]! };
    const series: uPlot.Series[] = [
      {},
      line("transparent"),
      line("transparent"),
      line(colours.median, 1.2, [2, 3]),
      { ...line(colours.series[0]!), paths: () => null, points: dots },
    ];
    data.push(flat(curve.learnedUpper[0]), flat(above[0]));
    series.push(line(colours.limit, 1, [3, 4]), line(colours.limit, 2.4));
    if (below.length > 0) {
      data.push(flat(below[0]));
      series.push(line(colours.limit, 2.4));
    }
    return { data, series };
  }

  #options(): Omit<uPlot.Options, "series"> {
    const { curve } = this.#state!;
    const { info } = curve;
    const colours = palette();
    const axis = {
      stroke: colours.muted,
      grid: { stroke: colours.grid, width: 1 },
      ticks: { stroke: colours.grid, width: 1 },
      font: colours.font,
      labelFont: colours.font,
      labelSize: 22,
      values: ((_, splits) => splits.map((v) => (v === null ? "" : figure(v)))) as uPlot.Axis.DynamicValues,
    };
    const x = this.#isScalar ? t("limits.recent") : axisTitle(axisName(info.axis), X_UNITS[info.axis]);
    const isLog = info.axis === "Hz" && curve.positions[0]! > 0;
    return {
      width: this.#host.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      scales: { x: { time: false, ...(isLog ? { distr: 3 as uPlot.Scale.Distr } : {}) } },
      axes: [
        { ...axis, label: x, size: 34, ...(this.#isScalar ? { incrs: [1, 2, 5, 10, 20, 50] } : {}) },
        { ...axis, label: axisTitle(t("plot.level"), info.unit), size: 58 },
      ],
      bands: [{ series: [1, 2], fill: colours.band }],
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false },
        bind: { mousedown: (u, _, handler) => (event) => (this.#grab(u, event) ? null : handler(event)) },
        points: { show: false },
      },
      hooks: { draw: [(u) => this.#drawSelection(u)], setSelect: [(u) => this.#selected(u)] },
    };
  }

  #placeAt(u: uPlot, left: number): number {
    return this.#isScalar ? 0 : u.posToIdx(left);
  }

  #active(): number[] {
    const { above, below, side } = this.#state!;
    return side === "above" ? above : below;
  }

  // True where a point is under the pointer: it follows the pointer then.
  #grab(u: uPlot, event: MouseEvent): boolean {
    const box = u.over.getBoundingClientRect();
    const place = this.#placeAt(u, event.clientX - box.left);
    const value = this.#active()[place];
    if (value === undefined || Math.abs(u.valToPos(value, "y") - (event.clientY - box.top)) > NEAR_PIXELS) {
      return false;
    }
    event.preventDefault();
    this.#host.focus();
    this.events.select([place, place]);
    const move = (moved: MouseEvent): void => {
      const to = this.#plot!.posToVal(moved.clientY - box.top, "y");
      this.#dragged = { place, value: Math.round(to * 1000) / 1000 };
      this.#plot!.redraw(false);
    };
    const up = (): void => {
      document.removeEventListener("mousemove", move);
      if (this.#dragged !== null) {
        this.events.drag(this.#dragged.place, this.#dragged.value);
      }
    };
    document.addEventListener("mousemove", move);
    document.addEventListener("mouseup", up, { once: true });
    return true;
  }

  #selected(u: uPlot): void {
    const { left, width } = u.select;
    if (width > 0 && !this.#isScalar) {
      u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      this.events.select([u.posToIdx(left), u.posToIdx(left + width)]);
    }
  }

  #drawSelection(u: uPlot): void {
    const { range, curve } = this.#state!;
    const colours = palette();
    const { ctx } = u;
    const at = (place: number): number =>
      this.#isScalar ? u.bbox.left + u.bbox.width / 2 : u.valToPos(curve.positions[place]!, "x", true);
    ctx.save();
    ctx.fillStyle = colours.series[0]!;
    ctx.globalAlpha = 0.12;
    const half = 3 * devicePixelRatio;
    if (!this.#isScalar) {
      ctx.fillRect(at(range[0]) - half, u.bbox.top, at(range[1]) - at(range[0]) + 2 * half, u.bbox.height);
    }
    ctx.globalAlpha = 1;
    const dot = (place: number, value: number): void => {
      ctx.beginPath();
      ctx.arc(at(place), u.valToPos(value, "y", true), 5 * devicePixelRatio, 0, 2 * Math.PI);
      ctx.fill();
    };
    if (this.#dragged !== null) {
      dot(this.#dragged.place, this.#dragged.value);
      ctx.font = `${12 * devicePixelRatio}px sans-serif`;
      const y = u.valToPos(this.#dragged.value, "y", true) - 10 * devicePixelRatio;
      ctx.fillText(figure(this.#dragged.value), at(this.#dragged.place) + 8 * devicePixelRatio, y);
    } else if (range[0] === range[1]) {
      dot(range[0], this.#active()[range[0]] ?? 0);
    }
    ctx.restore();
  }

  #key(event: KeyboardEvent): void {
    if (this.#state === null || event.altKey) {
      return;
    }
    const { range, curve } = this.#state;
    const most = curve.positions.length - 1;
    const inside = (place: number): number => Math.max(0, Math.min(most, place));
    const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const along = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (across !== undefined) {
      const far = event.ctrlKey ? 10 : 1;
      const last = inside(range[1] + across * far);
      this.events.select(event.shiftKey ? [Math.min(range[0], last), last] : [last, last]);
    } else if (along !== undefined) {
      this.events.nudge(along * (event.ctrlKey ? 0.2 : 1));
    } else if (event.key === "Home") {
      this.events.select([0, most]);
    } else {
      return;
    }
    event.preventDefault();
  }
}

function line(stroke: string, width = 1.4, dash: number[] = []): uPlot.Series {
  return { stroke, width, points: { show: false }, ...(dash.length > 0 ? { dash } : {}) };
}
