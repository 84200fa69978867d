import type { LevelMap } from "../api/contract";
import { h, replace } from "../dom";
import { figure } from "../format";
import { t } from "../language";
import { axisTitle, unitName } from "../units";
import { drawAxes, type Frame, MARGIN, prepare } from "./canvasFrame";
import { COLOURS, colourScale, lookUp } from "./colourScale";
import type { CursorLink } from "./cursors";
import { rasterise } from "./mapRaster";
import { type Palette, palette } from "./palette";

export interface HeatMapOptions {
  title: string;
  map: LevelMap;
  /** Titles in the reader's language. */
  xName: string;
  yName: string;
  xQuantity: string;
  yQuantity: string;
  link?: CursorLink;
  /** Called when the cursor stands on another cell: its column and row. */
  onCursor?: (column: number, row: number) => void;
}

interface View {
  x: [number, number];
  y: [number, number];
}

/** A map of levels over two axes as colours, with cursor, zoom and pan by pointer, wheel and keys. */
export class HeatMap {
  readonly element = h("figure", { class: "plot" });
  /** How long the last drawing of the map took, for the measurement of the pages. */
  lastDrawMs = 0;

  readonly #host: HTMLElement;
  readonly #canvas = h("canvas", { "aria-hidden": "true" });
  readonly #overlay = h("canvas", { "aria-hidden": "true" });
  readonly #readout = h("div", { class: "plot-legend", role: "status" });
  readonly #resize: ResizeObserver;
  readonly #unfollow: () => void;

  #view: View;
  #range: [number, number];
  #cell: { column: number; row: number } | null = null;
  #foreign: number | null = null;
  #drag: { x: number; y: number; pan: boolean; view: View } | null = null;
  #box: [number, number, number, number] | null = null;
  #frame: Frame = { left: 0, top: 0, width: 1, height: 1 };
  #scheduled = false;

  constructor(readonly options: HeatMapOptions) {
    this.#view = this.#whole();
    this.#range = rangeOf(options.map);
    this.#host = h(
      "div",
      { class: "map-host", tabindex: 0, role: "application", "aria-label": options.title },
      this.#canvas,
      this.#overlay,
    );
    replace(
      this.element,
      h("figcaption", { class: "plot-title" }, options.title),
      this.#tools(),
      this.#host,
      this.#readout,
    );
    this.#listen();
    this.#resize = new ResizeObserver(() => this.#schedule());
    this.#resize.observe(this.#host);
    this.#unfollow =
      options.link?.follow(options.xQuantity, (x, from) => {
        if (from !== this) {
          this.#foreign = x;
          this.#drawOverlay();
        }
      }) ?? (() => undefined);
  }

  dispose(): void {
    this.#resize.disconnect();
    this.#unfollow();
  }

  #whole(): View {
    const { x, y } = this.options.map;
    return { x: [x.from, x.to], y: [y.from, y.to] };
  }

  #tools(): HTMLElement {
    const ends = this.#range.map((db, i) => {
      const label = `${t("motor.map.range")} ${i + 1}`;
      const input = h("input", { class: "short", type: "number", step: 5, value: Math.round(db), "aria-label": label });
      input.addEventListener("change", () => {
        this.#range[i] = Number(input.value);
        this.#schedule();
      });
      return input;
    });
    const reset = (): void => this.#show(this.#whole());
    return h(
      "div",
      { class: "plot-tools" },
      h("span", { class: "inline small muted" }, t("motor.map.range"), ends, "dB"),
      h("button", { class: "small", type: "button", on: { click: reset } }, t("plot.reset")),
      h("span", { class: "plot-help", title: t("plot.help"), "aria-label": t("plot.help"), role: "img" }, "?"),
    );
  }

  #schedule(): void {
    if (!this.#scheduled) {
      this.#scheduled = true;
      requestAnimationFrame(() => {
        this.#scheduled = false;
        this.#draw();
      });
    }
  }

  #draw(): void {
    if (this.#host.clientWidth === 0) {
      return;
    }
    const begin = performance.now();
    const { map, xName, yName } = this.options;
    const context = prepare(this.#canvas);
    const width = this.#canvas.clientWidth - MARGIN.left - MARGIN.right;
    const height = this.#canvas.clientHeight - MARGIN.top - MARGIN.bottom;
    this.#frame = { left: MARGIN.left, top: MARGIN.top, width, height };
    const ratio = devicePixelRatio;
    const image = context.createImageData(
      Math.max(1, Math.round(width * ratio)),
      Math.max(1, Math.round(height * ratio)),
    );
    const cells = {
      firstColumn: this.#column(this.#view.x[0]),
      lastColumn: this.#column(this.#view.x[1]),
      firstRow: this.#row(this.#view.y[0]),
      lastRow: this.#row(this.#view.y[1]),
    };
    const colours = lookUp(map.loDb, map.hiDb, this.#range[0], this.#range[1]);
    const pixels = new Uint32Array(image.data.buffer);
    rasterise(map.levels, map.columns, cells, colours, pixels, image.width, image.height);
    context.putImageData(image, Math.round(MARGIN.left * ratio), Math.round(MARGIN.top * ratio));
    const xAxis = { from: this.#view.x[0], to: this.#view.x[1], title: axisTitle(xName, map.x.unit) };
    const yAxis = { from: this.#view.y[0], to: this.#view.y[1], title: axisTitle(yName, map.y.unit) };
    const tokens = palette();
    drawAxes(context, this.#frame, xAxis, yAxis, tokens);
    this.#drawScale(context, tokens);
    this.lastDrawMs = performance.now() - begin;
    this.#host.dataset["drawMs"] = this.lastDrawMs.toFixed(1);
    this.#drawOverlay();
  }

  #drawScale(context: CanvasRenderingContext2D, tokens: Palette): void {
    const left = this.#frame.left + this.#frame.width + 14;
    colourScale().forEach(([r, g, b], i) => {
      context.fillStyle = `rgb(${r} ${g} ${b})`;
      const y = this.#frame.top + this.#frame.height * (1 - (i + 1) / COLOURS);
      context.fillRect(left, y, 12, this.#frame.height / COLOURS + 1);
    });
    context.fillStyle = tokens.muted;
    context.font = tokens.font;
    context.textBaseline = "middle";
    for (let i = 0; i <= 4; i++) {
      const db = this.#range[0] + ((this.#range[1] - this.#range[0]) * i) / 4;
      const y = this.#frame.top + this.#frame.height * (1 - i / 4);
      context.fillText(
        `${figure(db, 3)} dB`,
        left + 17,
        Math.max(6, Math.min(y, this.#frame.top + this.#frame.height - 6)),
      );
    }
  }

  #drawOverlay(): void {
    const context = prepare(this.#overlay);
    const { left, top, width, height } = this.#frame;
    const { map } = this.options;
    // White under black: visible on every colour of the scale.
    const lines: [number, number, number, number][] = [];
    if (this.#cell !== null) {
      const x = this.#xPixel(map.x.from + ((this.#cell.column + 0.5) * (map.x.to - map.x.from)) / map.columns);
      const y = this.#yPixel(map.y.from + ((this.#cell.row + 0.5) * (map.y.to - map.y.from)) / map.rows);
      lines.push([x, top, x, top + height], [left, y, left + width, y]);
    } else if (this.#foreign !== null) {
      const x = this.#xPixel(this.#foreign);
      lines.push([x, top, x, top + height]);
    }
    for (const [colour, size] of [
      ["#fff", 3],
      ["#000", 1],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = size;
      context.beginPath();
      for (const [x0, y0, x1, y1] of lines) {
        if (x0 >= left && x0 <= left + width && y0 >= top && y0 <= top + height) {
          context.moveTo(x0, y0);
          context.lineTo(x1, y1);
        }
      }
      context.stroke();
      if (this.#box !== null) {
        context.strokeRect(...this.#box);
      }
    }
    this.#drawReadout();
  }

  #drawReadout(): void {
    const { map, xName, yName } = this.options;
    if (this.#cell === null) {
      replace(this.#readout, h("span", { class: "muted" }, map.unit));
      return;
    }
    const { column, row } = this.#cell;
    const x = map.x.from + ((column + 0.5) * (map.x.to - map.x.from)) / map.columns;
    const y = map.y.from + ((row + 0.5) * (map.y.to - map.y.from)) / map.rows;
    replace(
      this.#readout,
      h("span", {}, `${xName} `, h("b", {}, `${figure(x)} ${unitName(map.x.unit)}`)),
      h("span", {}, `${yName} `, h("b", {}, `${figure(y)} ${unitName(map.y.unit)}`)),
      h("span", {}, h("b", {}, `${figure(levelAt(map, column, row))} ${map.unit}`)),
    );
  }

  #listen(): void {
    const host = this.#host;
    host.addEventListener("pointermove", (event) => this.#moved(event));
    host.addEventListener("pointerdown", (event) => {
      host.setPointerCapture(event.pointerId);
      const [x, y] = this.#inside(event);
      this.#drag = { x, y, pan: event.shiftKey || event.button === 1, view: this.#view };
    });
    host.addEventListener("pointerup", (event) => this.#released(event));
    host.addEventListener("dblclick", () => this.#show(this.#whole()));
    host.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    host.addEventListener("keydown", (event) => this.#key(event));
  }

  #moved(event: PointerEvent): void {
    const [x, y] = this.#inside(event);
    if (this.#drag?.pan === true) {
      const { view } = this.#drag;
      const dx = ((this.#drag.x - x) * (view.x[1] - view.x[0])) / this.#frame.width;
      const dy = ((y - this.#drag.y) * (view.y[1] - view.y[0])) / this.#frame.height;
      this.#show({ x: [view.x[0] + dx, view.x[1] + dx], y: [view.y[0] + dy, view.y[1] + dy] });
      return;
    }
    this.#box = this.#drag === null ? null : [this.#drag.x, this.#drag.y, x - this.#drag.x, y - this.#drag.y];
    this.#place(this.#column(this.#xValue(x)), this.#row(this.#yValue(y)));
  }

  #released(event: PointerEvent): void {
    const [x, y] = this.#inside(event);
    const drag = this.#drag;
    this.#drag = null;
    this.#box = null;
    if (drag !== null && !drag.pan && Math.abs(x - drag.x) > 8 && Math.abs(y - drag.y) > 8) {
      const xs = [this.#xValue(drag.x), this.#xValue(x)].sort((a, b) => a - b);
      const ys = [this.#yValue(drag.y), this.#yValue(y)].sort((a, b) => a - b);
      this.#show({ x: [xs[0]!, xs[1]!], y: [ys[0]!, ys[1]!] });
    } else {
      this.#drawOverlay();
    }
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const [x, y] = this.#inside(event);
    this.#zoom(event.deltaY < 0 ? 0.8 : 1.25, this.#xValue(x), this.#yValue(y));
  }

  #key(event: KeyboardEvent): void {
    const { column, row } = this.#cell ?? { column: 0, row: 0 };
    const far = event.ctrlKey ? 10 : 1;
    const { x, y } = this.#view;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => this.#place(column - far, row),
      ArrowRight: () => this.#place(column + far, row),
      ArrowUp: () => this.#place(column, row + far),
      ArrowDown: () => this.#place(column, row - far),
      "+": () => this.#zoom(0.7, (x[0] + x[1]) / 2, (y[0] + y[1]) / 2),
      "-": () => this.#zoom(1.4, (x[0] + x[1]) / 2, (y[0] + y[1]) / 2),
      Home: () => this.#show(this.#whole()),
    };
    const action = actions[event.key];
    if (action !== undefined) {
      event.preventDefault();
      action();
    }
  }

  #place(column: number, row: number): void {
    const { map } = this.options;
    const cell = {
      column: Math.max(0, Math.min(map.columns - 1, Math.floor(column))),
      row: Math.max(0, Math.min(map.rows - 1, Math.floor(row))),
    };
    if (cell.column !== this.#cell?.column || cell.row !== this.#cell.row) {
      this.#cell = cell;
      this.options.onCursor?.(cell.column, cell.row);
      const x = map.x.from + ((cell.column + 0.5) * (map.x.to - map.x.from)) / map.columns;
      this.options.link?.move(this.options.xQuantity, x, this);
    }
    this.#drawOverlay();
  }

  #zoom(factor: number, x: number, y: number): void {
    const around = ([low, high]: [number, number], at: number): [number, number] => [
      at - (at - low) * factor,
      at + (high - at) * factor,
    ];
    this.#show({ x: around(this.#view.x, x), y: around(this.#view.y, y) });
  }

  #show(view: View): void {
    const { map } = this.options;
    this.#view = {
      x: within(view.x, map.x.from, map.x.to, (map.x.to - map.x.from) / map.columns),
      y: within(view.y, map.y.from, map.y.to, (map.y.to - map.y.from) / map.rows),
    };
    this.#schedule();
  }

  #inside(event: MouseEvent): [number, number] {
    const rect = this.#host.getBoundingClientRect();
    const { left, top, width, height } = this.#frame;
    return [
      Math.max(left, Math.min(left + width, event.clientX - rect.left)),
      Math.max(top, Math.min(top + height, event.clientY - rect.top)),
    ];
  }

  #column(x: number): number {
    const { map } = this.options;
    return ((x - map.x.from) / (map.x.to - map.x.from)) * map.columns;
  }

  #row(y: number): number {
    const { map } = this.options;
    return ((y - map.y.from) / (map.y.to - map.y.from)) * map.rows;
  }

  #xPixel(x: number): number {
    const [from, to] = this.#view.x;
    return this.#frame.left + (this.#frame.width * (x - from)) / (to - from);
  }

  #yPixel(y: number): number {
    const [from, to] = this.#view.y;
    return this.#frame.top + (this.#frame.height * (to - y)) / (to - from);
  }

  #xValue(pixel: number): number {
    const [from, to] = this.#view.x;
    return from + ((pixel - this.#frame.left) / this.#frame.width) * (to - from);
  }

  #yValue(pixel: number): number {
    const [from, to] = this.#view.y;
    return to - ((pixel - this.#frame.top) / this.#frame.height) * (to - from);
  }
}

export function levelAt(map: LevelMap, column: number, row: number): number {
  return map.loDb + ((map.hiDb - map.loDb) * map.levels[row * map.columns + column]!) / 255;
}

/** From the lowest third to the highest level, in steps of 5 dB: the floor of a map may be dark. */
function rangeOf(map: LevelMap): [number, number] {
  const counts = new Uint32Array(256);
  map.levels.forEach((level) => counts[level]!++);
  let seen = 0;
  const code = counts.findIndex((count) => (seen += count) >= map.levels.length * 0.3);
  const top = counts.findLastIndex((count) => count > 0);
  const db = (level: number): number => map.loDb + ((map.hiDb - map.loDb) * level) / 255;
  return [Math.floor(db(code) / 5) * 5, Math.ceil(db(top) / 5) * 5];
}

// Shifts a range into its bounds; never narrower than two cells.
function within([low, high]: [number, number], from: number, to: number, cell: number): [number, number] {
  const width = Math.min(to - from, Math.max(2 * cell, high - low));
  const start = Math.max(from, Math.min(to - width, (low + high - width) / 2));
  return [start, start + width];
}
