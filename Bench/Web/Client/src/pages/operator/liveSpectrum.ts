import type { LiveSpectrum } from "../../api/contract";
import { figure } from "../../format";
import { palette } from "../../plots/palette";
import { ticksBetween } from "../../plots/ticks";

const LEFT = 48;
const BOTTOM = 22;
const TOP = 8;

/**
 * One spectrum, drawn five times a second on a canvas of its own: no zoom, no cursor, nothing to learn. The level axis
 * only ever widens, so that a picture at rest stays at rest.
 */
export class LiveSpectrumPlot {
  readonly element = document.createElement("canvas");

  #low = Infinity;
  #high = -Infinity;

  constructor(label: string) {
    this.element.setAttribute("role", "img");
    this.element.setAttribute("aria-label", label);
  }

  clear(label: string): void {
    this.element.setAttribute("aria-label", label);
    this.#low = Infinity;
    this.#high = -Infinity;
    this.#begin();
  }

  draw(spectrum: LiveSpectrum, label: string): void {
    this.element.setAttribute("aria-label", label);
    for (const level of spectrum.levelsDb) {
      if (Number.isFinite(level)) {
        this.#low = Math.min(this.#low, Math.floor(level / 10) * 10);
        this.#high = Math.max(this.#high, Math.ceil(level / 10) * 10);
      }
    }
    const { context, width, height } = this.#begin();
    if (context === null || this.#low >= this.#high) {
      return;
    }
    const colours = palette();
    const perHz = (width - LEFT - 8) / (spectrum.toHz - spectrum.fromHz);
    const x = (hz: number): number => LEFT + perHz * (hz - spectrum.fromHz);
    const y = (db: number): number => TOP + ((height - TOP - BOTTOM) * (this.#high - db)) / (this.#high - this.#low);
    context.font = colours.font;
    context.strokeStyle = colours.grid;
    context.fillStyle = colours.muted;
    context.lineWidth = 1;
    context.beginPath();
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const db of ticksBetween(this.#low, this.#high, 4)) {
      context.moveTo(LEFT, y(db));
      context.lineTo(width - 8, y(db));
      context.fillText(`${figure(db)} dB`, LEFT - 4, y(db));
    }
    context.textAlign = "center";
    context.textBaseline = "top";
    for (const hz of ticksBetween(spectrum.fromHz, spectrum.toHz, 6)) {
      context.fillText(hz >= 1000 ? `${figure(hz / 1000)} kHz` : `${figure(hz)} Hz`, x(hz), height - BOTTOM + 5);
    }
    context.stroke();
    this.#trace(context, spectrum, x, y, colours.series[0]!);
  }

  #trace(
    context: CanvasRenderingContext2D,
    { levelsDb, fromHz, toHz }: LiveSpectrum,
    x: (hz: number) => number,
    y: (db: number) => number,
    colour: string,
  ): void {
    context.beginPath();
    const step = (toHz - fromHz) / Math.max(1, levelsDb.length - 1);
    levelsDb.forEach((level, i) => context.lineTo(x(fromHz + i * step), y(level)));
    context.strokeStyle = colour;
    context.lineWidth = 1.8;
    context.lineJoin = "round";
    context.stroke();
  }

  #begin(): { context: CanvasRenderingContext2D | null; width: number; height: number } {
    const ratio = window.devicePixelRatio;
    const { clientWidth: width, clientHeight: height } = this.element;
    if (this.element.width !== Math.round(width * ratio) || this.element.height !== Math.round(height * ratio)) {
      this.element.width = Math.round(width * ratio);
      this.element.height = Math.round(height * ratio);
    }
    const context = this.element.getContext("2d");
    context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    context?.clearRect(0, 0, width, height);
    return { context, width, height };
  }
}
