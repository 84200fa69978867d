import uPlot from "uplot";
import type { KnownLine } from "../api/contract";
import { h, replace } from "../dom";
import { day, figure } from "../format";
import { either, t } from "../language";
import { axisTitle, unitName } from "../units";
import { type CursorLink, type CursorMode, cursorMarks } from "./cursors";
import { type LevelScale, levelUnit, shownUnit, toShown } from "./levels";
import { drawCursors, drawKnownLines, drawMarkers, type PlacedLine } from "./lineOverlay";
import { Navigation } from "./navigation";
import { palette } from "./palette";
import { linePosition } from "./peaks";
import { PlotReadout } from "./readout";
import { PlotToolbar } from "./toolbar";

const MANY_POINTS = 400;
const FLOOR_DB = 15;

export type TraceColour = "series-1" | "series-2" | "series-3" | "series-4" | "series-5" | "limit" | "median" | "none";

export interface Trace {
  label: string;
  values: (number | null)[];
  colour: TraceColour;
  dash?: number[];
  width?: number;
  shape?: "line" | "bars" | "points";
}

export interface LinePlotOptions {
  title: string;
  x: { name: string; unit: string; quantity: string };
  y: { name: string; unit: string; reference?: number | null };
  positions: readonly number[];
  traces: Trace[];
  /** Indices of the two traces between which the area is shaded: upper and lower edge of the good band. */
  band?: [high: number, low: number];
  lines?: readonly KnownLine[];
  /** To place orders on an axis in Hz. */
  speedRpm?: number | null;
  link?: CursorLink;
  logX?: boolean;
  scale?: LevelScale;
  height?: number;
  /** Vertical lines with a name, such as limits of a distribution. */
  markers?: readonly { x: number; label: string }[];
  /** Positions are seconds since 1970. */
  dates?: boolean;
  /** Called with the index of a clicked position. */
  onPick?: (index: number) => void;
}

/** A line plot with measuring cursors, known lines, peaks, zoom and pan; everything also by keyboard. */
export class LinePlot {
  readonly element = h("figure", { class: "plot" });

  readonly #host: HTMLElement;
  readonly #toolbar: PlotToolbar;
  readonly #readout: PlotReadout;
  readonly #overlay = h("canvas", { class: "plot-overlay", "aria-hidden": "true" });
  readonly #resize: ResizeObserver;
  readonly #unfollow: () => void;
  readonly #navigation: Navigation;

  #plot: uPlot | null = null;
  #positions: number[] = [];
  #shown: (number | null)[][] = [];
  #pinned: number | null = null;
  #at: number | null = null;

  constructor(readonly options: LinePlotOptions) {
    this.#host = h("div", { class: "plot-host", tabindex: 0, role: "application", "aria-label": options.title });
    this.#toolbar = new PlotToolbar(
      {
        levels: levelUnit(options.y.unit, options.y.reference ?? null),
        scale: options.scale ?? "dB",
        logX: options.logX ?? false,
        lines: options.lines ?? [],
      },
      { rebuild: () => this.#build(), redraw: () => this.#redraw(), reset: () => this.#navigation.whole() },
    );
    this.#readout = new PlotReadout();
    this.#navigation = new Navigation(this.#host, {
      plot: () => this.#plot,
      whole: () => this.#whole(),
      step: (steps) => this.#step(steps),
      pin: () => this.#pin(this.#at),
    });
    replace(
      this.element,
      h("figcaption", { class: "plot-title" }, options.title),
      this.#toolbar.element,
      this.#host,
      this.#readout.element,
    );
    this.#unfollow =
      options.link?.follow(options.x.quantity, (x, from) => {
        if (from !== this) {
          this.#at = x;
          this.#drawOverlay();
        }
      }) ?? (() => undefined);
    this.#resize = new ResizeObserver(() => this.#fit());
    this.#resize.observe(this.#host);
  }

  dispose(): void {
    this.#resize.disconnect();
    this.#unfollow();
    this.#plot?.destroy();
  }

  #fit(): void {
    const width = this.#host.clientWidth;
    if (width === 0) {
      return;
    }
    if (this.#plot === null) {
      this.#build();
    } else if (this.#plot.width !== width) {
      this.#plot.setSize({ width, height: this.#height() });
    }
  }

  #height(): number {
    return this.options.height ?? 320;
  }

  #build(): void {
    const { scale, reference, logX } = this.#toolbar.state;
    const unit = levelUnit(this.options.y.unit, this.options.y.reference ?? null);
    const convert = toShown(unit, scale, reference);
    // A logarithmic axis has no place for 0 Hz.
    const first = logX ? this.options.positions.findIndex((x) => x > 0) : 0;
    this.#positions = this.options.positions.slice(Math.max(0, first));
    this.#shown = this.options.traces.map((trace) => trace.values.slice(Math.max(0, first)).map(convert));
    this.#plot?.destroy();
    const yTitle = axisTitle(this.options.y.name, shownUnit(unit, scale, reference));
    const data = [this.#positions, ...this.#shown] as uPlot.AlignedData;
    this.#plot = new uPlot(this.#uplotOptions(yTitle), data, this.#host);
    this.#plot.over.append(this.#overlay);
    this.#navigation.attach(this.#plot.over, (x) => this.#pin(x));
    this.#drawOverlay();
  }

  #uplotOptions(yTitle: string): uPlot.Options {
    const colours = palette();
    const { scale, logX } = this.#toolbar.state;
    const axis = {
      stroke: colours.muted,
      grid: { stroke: colours.grid, width: 1 },
      ticks: { stroke: colours.grid, width: 1 },
      font: colours.font,
      labelFont: colours.font,
    };
    const values: uPlot.Axis.DynamicValues = (_, splits) => splits.map((v) => (v === null ? "" : figure(v)));
    const { band, dates = false } = this.options;
    // Motors are counted.
    const whole =
      this.options.x.quantity === "motor" ? { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000] } : {};
    const xValues: uPlot.Axis.DynamicValues = dates
      ? (_, splits) => splits.map((v) => day(new Date(v * 1000).toISOString()))
      : values;
    return {
      width: this.#host.clientWidth,
      height: this.#height(),
      legend: { show: false },
      scales: {
        x: { time: false, ...this.#xRange(), ...(logX ? { distr: 3 as uPlot.Scale.Distr } : {}) },
        y: scale === "log" ? { distr: 3 as uPlot.Scale.Distr } : this.#yRange(scale),
      },
      axes: [
        {
          ...axis,
          label: axisTitle(this.options.x.name, this.options.x.unit),
          labelSize: 22,
          values: xValues,
          size: 34,
          space: dates ? 110 : 60,
          ...whole,
        },
        { ...axis, label: yTitle, labelSize: 22, size: 58, values },
      ],
      series: [{}, ...this.options.traces.map((trace) => seriesOf(trace))],
      bands: band === undefined ? [] : [{ series: [band[0] + 1, band[1] + 1], fill: colours.band }],
      cursor: {
        x: false,
        y: false,
        drag: { x: true, y: true, uni: 24, dist: 6, setScale: true },
        bind: { mousedown: (u, _, handler) => this.#navigation.mouseDown(u, handler), dblclick: () => null },
        points: { show: false },
      },
      hooks: {
        setCursor: [(u) => this.#moved(u)],
        draw: [
          (u) => drawKnownLines(u, this.#placedLines(), colours),
          (u) => drawMarkers(u, this.options.markers ?? [], colours),
        ],
        setScale: [() => this.#drawOverlay()],
        setSize: [() => this.#drawOverlay()],
      },
    };
  }

  // A spectrum's first bin may lie a hundred decibels below the rest: it must not squeeze the rest into a strip.
  #yRange(scale: LevelScale): { range?: uPlot.Scale.Range } {
    const values = this.#shown.flat().filter((value) => value !== null);
    if (scale !== "dB" || values.length < MANY_POINTS) {
      return {};
    }
    const floor = values.sort((a, b) => a - b)[Math.floor(values.length / 200)]! - FLOOR_DB;
    return { range: (_, min, max) => uPlot.rangeNum(Math.max(min, floor), max, 0.1, false) };
  }

  // Bars need half a bar's room at both ends, markers want to be seen.
  #xRange(): { range?: uPlot.Scale.Range } {
    const { traces, markers = [] } = this.options;
    const count = this.#positions.length;
    if (!traces.some((trace) => trace.shape === "bars" || trace.shape === "points") || count < 2) {
      return {};
    }
    if (this.#toolbar.state.logX) {
      const ratio = Math.sqrt(this.#positions[1]! / this.#positions[0]!);
      return { range: (_, min, max) => [min / ratio, max * ratio] };
    }
    const half = (this.#positions[1]! - this.#positions[0]!) / 2;
    const ends = [this.#positions[0]!, this.#positions[count - 1]!];
    const low = Math.min(ends[0]!, ...markers.map((marker) => marker.x));
    const high = Math.max(ends[1]!, ...markers.map((marker) => marker.x));
    return { range: (_, min, max) => (min === ends[0] && max === ends[1] ? [low - half, high + half] : [min, max]) };
  }

  #placedLines(): PlacedLine[] {
    const { quantity } = this.options.x;
    if (quantity !== "order" && quantity !== "Hz") {
      return [];
    }
    const shown = this.#toolbar.state.groups;
    return (this.options.lines ?? [])
      .filter((line) => shown.has(line.group))
      .flatMap((line) => {
        const x = linePosition(line, quantity, this.options.speedRpm ?? null);
        return x === null ? [] : [{ x, name: either(line.name, line.nameFr), group: line.group }];
      });
  }

  #moved(u: uPlot): void {
    const { left, idx } = u.cursor;
    const inside = left !== undefined && left !== null && left >= 0 && idx !== null && idx !== undefined;
    if (!inside && this.#host === document.activeElement) {
      return;
    }
    this.#setAt(inside ? (this.#positions[idx] ?? null) : null);
  }

  #setAt(x: number | null): void {
    this.#at = x;
    this.options.link?.move(this.options.x.quantity, x, this);
    this.#drawOverlay();
  }

  #step(steps: number): void {
    const u = this.#plot;
    if (u === null || this.#positions.length === 0) {
      return;
    }
    const from = this.#at ?? u.scales["x"]?.min ?? this.#positions[0]!;
    const index = Math.max(0, Math.min(this.#positions.length - 1, u.valToIdx(from) + steps));
    this.#setAt(this.#positions[index]!);
  }

  #pin(x: number | null): void {
    this.#pinned = x === this.#pinned ? null : x;
    if (x !== null && this.#plot !== null) {
      this.options.onPick?.(this.#plot.valToIdx(x));
    }
    this.#drawOverlay();
  }

  #whole(): void {
    const u = this.#plot;
    if (u !== null && this.#positions.length > 0) {
      u.setData(u.data, true);
    }
  }

  #redraw(): void {
    this.#plot?.redraw(false);
    this.#drawOverlay();
  }

  #drawOverlay(): void {
    const u = this.#plot;
    if (u === null) {
      return;
    }
    const { min, max } = u.scales["x"]!;
    const mode: CursorMode = this.#toolbar.state.mode;
    const marks = cursorMarks(mode, this.#pinned, this.#at, min ?? 0, max ?? 0);
    drawCursors(u, this.#overlay, marks, palette());
    this.#readout.draw({
      mode,
      pinned: this.#pinned,
      at: this.#at,
      marks,
      positions: this.#positions,
      view: [min ?? 0, max ?? 0],
      traces: this.options.traces.map((trace, i) => ({
        label: trace.label,
        colour: trace.colour,
        dash: trace.dash !== undefined,
        values: this.#shown[i]!,
      })),
      unit: this.#toolbar.state.scale === "dB" ? "dB" : levelUnit(this.options.y.unit).unit,
      xUnit: unitName(this.options.x.unit),
      dates: this.options.dates ?? false,
      lines: this.#placedLines(),
      peaks: this.#toolbar.state.peaks,
    });
  }
}

function seriesOf(trace: Trace): uPlot.Series {
  const colours = palette();
  const named: Record<string, string> = { limit: colours.limit, median: colours.median, none: "transparent" };
  const stroke = named[trace.colour] ?? colours.series[Number(trace.colour.slice(-1)) - 1]!;
  const series: uPlot.Series = { label: trace.label, stroke, width: trace.width ?? 1.6, points: { show: false } };
  if (trace.dash !== undefined) {
    series.dash = trace.dash;
  }
  if (trace.shape === "bars") {
    series.paths = uPlot.paths.bars!({ size: [0.8, 60] });
    series.fill = `color-mix(in srgb, ${stroke} 45%, transparent)`;
  } else if (trace.shape === "points") {
    series.paths = () => null;
    // Small and full, hollow, large and full: verdicts differ by more than their colour.
    const hollow = trace.colour === "series-5";
    series.points = {
      show: true,
      size: trace.colour === "limit" ? 10 : 6,
      stroke,
      fill: hollow ? colours.card : stroke,
    };
  }
  return series;
}

/** The words of an axis by its kind. */
export function axisName(axis: "order" | "rpm" | "Hz" | "time" | "none"): string {
  return t(`plot.${axis}`);
}
