import { h, replace } from "../dom";
import { figure } from "../format";
import { t } from "../language";
import { axisTitle } from "../units";
import { drawAxes, type Frame, prepare } from "./canvasFrame";
import type { CursorLink } from "./cursors";
import { palette } from "./palette";
import type { TileAnswer, TileRequest } from "./recordingWorker";
import { bestOf, keyOf, levelFor, spanOf, tilesOf } from "./tiles";

const MOST_TILES = 400;
const MARGIN = { left: 64, right: 16, top: 10, bottom: 44 };

export interface RecordingPlotOptions {
  title: string;
  path: string;
  channel: string;
  unit: string;
  rateHz: number;
  totalSeconds: number;
  link?: CursorLink;
  /** Called when another part of the recording is shown. */
  onView?: (from: number, to: number) => void;
}

/** One channel over the whole recording. Pan and zoom draw at once from the tiles at hand and sharpen when more come. */
export class RecordingPlot {
  readonly element = h("figure", { class: "plot" });

  readonly #host: HTMLElement;
  readonly #canvas = h("canvas", { "aria-hidden": "true" });
  readonly #readout = h("div", { class: "plot-legend" });
  readonly #worker = new Worker(new URL("./recordingWorker.ts", import.meta.url), { type: "module" });
  readonly #tiles = new Map<string, TileAnswer>();
  readonly #resize: ResizeObserver;
  readonly #unfollow: () => void;

  #view: [number, number];
  #asked = "";
  #low = 0;
  #high = 0;
  #at: number | null = null;
  #drag: { x: number; view: [number, number]; pan: boolean } | null = null;
  #box: [number, number] | null = null;
  #scheduled = false;
  #frames = 0;

  constructor(readonly options: RecordingPlotOptions) {
    this.#view = [0, options.totalSeconds];
    this.#host = h(
      "div",
      { class: "recording-host", tabindex: 0, role: "application", "aria-label": options.title },
      this.#canvas,
    );
    const reset = h("button", { class: "small", type: "button", on: { click: () => this.#whole() } }, t("plot.reset"));
    const help = h(
      "span",
      { class: "plot-help", title: t("plot.help"), "aria-label": t("plot.help"), role: "img" },
      "?",
    );
    replace(
      this.element,
      h("figcaption", { class: "plot-title" }, options.title),
      h("div", { class: "plot-tools" }, reset, help),
      this.#host,
      this.#readout,
    );
    this.#worker.onmessage = (event: MessageEvent<TileAnswer>) => this.#keep(event.data);
    this.#resize = new ResizeObserver(() => this.#schedule());
    this.#resize.observe(this.#host);
    this.#unfollow =
      options.link?.follow("time", (x, from) => {
        if (from !== this) {
          this.#at = x;
          this.#schedule();
        }
      }) ?? (() => undefined);
    this.#listen();
  }

  dispose(): void {
    this.#resize.disconnect();
    this.#unfollow();
    this.#worker.terminate();
  }

  #keep(answer: TileAnswer): void {
    for (const value of answer.data) {
      this.#low = Math.min(this.#low, value);
      this.#high = Math.max(this.#high, value);
    }
    this.#tiles.set(answer.key, answer);
    // The oldest go first; the whole recording's own tile stays, it is the last resort of every view.
    for (const key of this.#tiles.keys()) {
      if (this.#tiles.size <= MOST_TILES) {
        break;
      }
      if (key !== "0/0") {
        this.#tiles.delete(key);
      }
    }
    this.#schedule();
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

  #frame(): Frame {
    return {
      left: MARGIN.left,
      top: MARGIN.top,
      width: Math.max(1, this.#canvas.clientWidth - MARGIN.left - MARGIN.right),
      height: Math.max(1, this.#canvas.clientHeight - MARGIN.top - MARGIN.bottom),
    };
  }

  #draw(): void {
    if (this.#host.clientWidth === 0) {
      return;
    }
    const context = prepare(this.#canvas);
    const frame = this.#frame();
    const [from, to] = this.#view;
    const { totalSeconds, rateHz, unit } = this.options;
    const level = levelFor(to - from, frame.width, totalSeconds, rateHz);
    const tiles = tilesOf(level, from, to, totalSeconds);
    this.#ask(tiles);
    const colours = palette();
    const span = this.#high > this.#low ? [this.#low, this.#high] : [-1, 1];
    const pad = 0.05 * (span[1]! - span[0]!);
    const y = { from: span[0]! - pad, to: span[1]! + pad, title: axisTitle(t("plot.level"), unit) };
    drawAxes(context, frame, { from, to, title: axisTitle(t("plot.time"), "s") }, y, colours);
    context.save();
    context.beginPath();
    context.rect(frame.left, frame.top, frame.width, frame.height);
    context.clip();
    context.strokeStyle = colours.series[0]!;
    context.fillStyle = colours.series[0]!;
    for (const tile of tiles) {
      const found = bestOf(tile, this.#tiles);
      if (found !== null) {
        const [start, end] = spanOf(tile, totalSeconds);
        this.#trace(context, found.held, Math.max(from, start), Math.min(to, end), frame, y);
      }
    }
    this.#overlay(context, frame, colours.cursor);
    context.restore();
    this.#host.dataset["frames"] = String(++this.#frames);
  }

  #ask(tiles: { level: number; index: number }[]): void {
    const missing = [{ level: 0, index: 0 }, ...tiles].filter((tile) => !this.#tiles.has(keyOf(tile)));
    const asked = missing.map(keyOf).join();
    if (asked !== this.#asked && missing.length > 0) {
      const { path, channel, totalSeconds } = this.options;
      const request: TileRequest = { path, channel, totalSeconds, tiles: missing };
      this.#worker.postMessage(request);
    }
    this.#asked = asked;
  }

  #trace(
    context: CanvasRenderingContext2D,
    tile: TileAnswer,
    from: number,
    to: number,
    frame: Frame,
    y: { from: number; to: number },
  ): void {
    const stride = tile.pairs ? 2 : 1;
    const count = tile.data.length / stride;
    const perPoint = (tile.to - tile.from) / count;
    const first = Math.max(0, Math.floor((from - tile.from) / perPoint));
    const last = Math.min(count - 1, Math.ceil((to - tile.from) / perPoint));
    const [low, high] = this.#view;
    const perSecond = frame.width / (high - low);
    const xOf = (i: number): number => frame.left + perSecond * (tile.from + i * perPoint - low);
    const yOf = (value: number): number => frame.top + (frame.height * (y.to - value)) / (y.to - y.from);
    if (tile.pairs) {
      this.#columns(context, tile.data, first, last, xOf, yOf);
      return;
    }
    context.beginPath();
    for (let i = first; i <= last; i++) {
      context.lineTo(xOf(i), yOf(tile.data[i]!));
    }
    context.lineWidth = 1.4;
    context.stroke();
  }

  // One bar per pixel column, from the lowest minimum to the highest maximum of the points in it: a thousand filled
  // bars are drawn several times faster than as many strokes.
  #columns(
    context: CanvasRenderingContext2D,
    data: Float32Array,
    first: number,
    last: number,
    xOf: (i: number) => number,
    yOf: (value: number) => number,
  ): void {
    for (let i = first; i <= last;) {
      const x = Math.floor(xOf(i));
      let low = data[2 * i]!;
      let high = data[2 * i + 1]!;
      let next = i + 1;
      for (; next <= last && xOf(next) < x + 1; next++) {
        low = Math.min(low, data[2 * next]!);
        high = Math.max(high, data[2 * next + 1]!);
      }
      const top = yOf(high);
      context.fillRect(x, top, Math.max(1, Math.ceil(xOf(next)) - x), Math.max(1, yOf(low) - top));
      i = next;
    }
  }

  #overlay(context: CanvasRenderingContext2D, frame: Frame, colour: string): void {
    const [from, to] = this.#view;
    context.strokeStyle = colour;
    context.lineWidth = 1;
    if (this.#at !== null) {
      const x = Math.round(frame.left + (frame.width * (this.#at - from)) / (to - from)) + 0.5;
      context.beginPath();
      context.moveTo(x, frame.top);
      context.lineTo(x, frame.top + frame.height);
      context.stroke();
    }
    if (this.#box !== null) {
      context.globalAlpha = 0.2;
      context.fillStyle = colour;
      context.fillRect(this.#box[0], frame.top, this.#box[1] - this.#box[0], frame.height);
      context.globalAlpha = 1;
    }
    replace(
      this.#readout,
      h("span", { class: "plot-at" }, this.#at === null ? "" : `${figure(this.#at, 6)} s`),
      h("span", { class: "muted" }, `${figure(from, 5)} … ${figure(to, 5)} s`),
    );
  }

  #listen(): void {
    const host = this.#host;
    host.addEventListener("pointerdown", (event) => {
      host.setPointerCapture(event.pointerId);
      this.#drag = { x: event.offsetX, view: this.#view, pan: event.shiftKey };
    });
    host.addEventListener("pointermove", (event) => this.#moved(event));
    host.addEventListener("pointerup", (event) => {
      const drag = this.#drag;
      this.#drag = null;
      this.#box = null;
      if (drag !== null && !drag.pan && Math.abs(event.offsetX - drag.x) > 6) {
        const ends = [this.#seconds(drag.x), this.#seconds(event.offsetX)].sort((a, b) => a - b);
        this.#show(ends[0]!, ends[1]!);
      } else {
        this.#schedule();
      }
    });
    host.addEventListener("dblclick", () => this.#whole());
    host.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.#zoom(event.deltaY < 0 ? 0.8 : 1.25, this.#seconds(event.offsetX));
      },
      { passive: false },
    );
    host.addEventListener("keydown", (event) => this.#key(event));
  }

  #moved(event: PointerEvent): void {
    if (this.#drag?.pan === true) {
      const [from, to] = this.#drag.view;
      const by = ((this.#drag.x - event.offsetX) * (to - from)) / this.#frame().width;
      this.#show(from + by, to + by);
      return;
    }
    this.#box = this.#drag === null ? null : [this.#drag.x, event.offsetX];
    this.#at = this.#seconds(event.offsetX);
    this.options.link?.move("time", this.#at, this);
    this.#schedule();
  }

  #key(event: KeyboardEvent): void {
    const [from, to] = this.#view;
    const by = (to - from) * (event.ctrlKey ? 0.5 : 0.1);
    const actions: Record<string, () => void> = {
      ArrowLeft: () => this.#show(from - by, to - by),
      ArrowRight: () => this.#show(from + by, to + by),
      "+": () => this.#zoom(0.7, (from + to) / 2),
      "-": () => this.#zoom(1.4, (from + to) / 2),
      Home: () => this.#whole(),
    };
    const action = actions[event.key];
    if (action !== undefined) {
      event.preventDefault();
      action();
    }
  }

  #zoom(factor: number, at: number): void {
    const [from, to] = this.#view;
    this.#show(at - (at - from) * factor, at + (to - at) * factor);
  }

  #whole(): void {
    this.#show(0, this.options.totalSeconds);
  }

  #show(from: number, to: number): void {
    const { totalSeconds, rateHz } = this.options;
    const width = Math.min(totalSeconds, Math.max(20 / rateHz, to - from));
    const start = Math.max(0, Math.min(totalSeconds - width, (from + to - width) / 2));
    this.#view = [start, start + width];
    this.options.onView?.(start, start + width);
    this.#schedule();
  }

  #seconds(pixel: number): number {
    const { left, width } = this.#frame();
    const [from, to] = this.#view;
    return from + Math.max(0, Math.min(1, (pixel - left) / width)) * (to - from);
  }
}
