import { figure } from "../format";
import type { Palette } from "./palette";
import { ticksBetween } from "./ticks";

/** The inside of a canvas plot, in CSS pixels. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const MARGIN = { left: 64, right: 84, top: 10, bottom: 44 };

/** Fits a canvas to its element and returns a context in CSS pixels, cleared. */
export function prepare(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const ratio = devicePixelRatio;
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext("2d")!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  return context;
}

export function drawAxes(
  context: CanvasRenderingContext2D,
  frame: Frame,
  x: { from: number; to: number; title: string },
  y: { from: number; to: number; title: string },
  colours: Palette,
): void {
  context.save();
  context.font = colours.font;
  context.fillStyle = colours.muted;
  context.strokeStyle = colours.grid;
  context.strokeRect(frame.left - 0.5, frame.top - 0.5, frame.width + 1, frame.height + 1);
  context.textAlign = "center";
  context.textBaseline = "top";
  const bottom = frame.top + frame.height;
  for (const tick of ticksBetween(x.from, x.to, frame.width / 110)) {
    const at = frame.left + (frame.width * (tick - x.from)) / (x.to - x.from);
    context.fillRect(Math.round(at), bottom, 1, 5);
    context.fillText(figure(tick), at, bottom + 8);
  }
  context.fillText(x.title, frame.left + frame.width / 2, bottom + 25);
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const tick of ticksBetween(y.from, y.to, frame.height / 55)) {
    const at = frame.top + (frame.height * (y.to - tick)) / (y.to - y.from);
    context.fillRect(frame.left - 5, Math.round(at), 5, 1);
    context.fillText(figure(tick), frame.left - 8, at);
  }
  context.translate(14, frame.top + frame.height / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = "center";
  context.fillText(y.title, 0, 0);
  context.restore();
}
