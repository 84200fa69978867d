import type uPlot from "uplot";
import type { KnownLine } from "../api/contract";
import type { CursorMark } from "./cursors";
import type { Palette } from "./palette";

export interface PlacedLine {
  x: number;
  name: string;
  group: KnownLine["group"];
}

/** Groups differ by dash as well as by colour. */
const DASHES: Record<KnownLine["group"], number[]> = {
  shaft: [1, 3],
  bearing: [6, 3],
  electrical: [8, 3, 2, 3],
  switching: [2, 2],
  slot: [12, 4],
};
const GROUPS: KnownLine["group"][] = ["shaft", "electrical", "bearing", "switching", "slot"];

/** Lines that the part type's geometry predicts, behind their names at the top; names that would overlap are left out. */
export function drawKnownLines(u: uPlot, lines: readonly PlacedLine[], colours: Palette): void {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = colours.font.replace("12px", `${11 * ratio}px`);
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  let free = -Infinity;
  for (const line of [...lines].sort((a, b) => a.x - b.x)) {
    const x = Math.round(u.valToPos(line.x, "x", true));
    if (x < bbox.left || x > bbox.left + bbox.width) {
      continue;
    }
    const colour = colours.series[GROUPS.indexOf(line.group)]!;
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = ratio;
    ctx.setLineDash(DASHES[line.group].map((length) => length * ratio));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    if (x > free) {
      ctx.fillText(line.name, x + 3 * ratio, bbox.top + 2 * ratio);
      free = x + ctx.measureText(line.name).width + 8 * ratio;
    }
  }
  ctx.restore();
}

/** Cursors lie on a canvas of their own: moving one at 60 Hz draws no trace again. */
export function drawCursors(u: uPlot, canvas: HTMLCanvasElement, marks: readonly CursorMark[], colours: Palette): void {
  const ratio = devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = u.over;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext("2d")!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.strokeStyle = colours.cursor;
  context.fillStyle = colours.cursor;
  context.font = colours.font;
  context.textBaseline = "bottom";
  let free = -Infinity;
  for (const mark of marks) {
    const x = Math.round(u.valToPos(mark.x, "x")) + 0.5;
    context.lineWidth = 1;
    context.globalAlpha = mark.strength === "main" ? 1 : 0.55;
    context.setLineDash(mark.strength === "main" ? [] : [4, 3]);
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, height);
    context.stroke();
    if (mark.label !== "" && x > free) {
      context.globalAlpha = 1;
      context.fillText(mark.label, x + 3, height - 2);
      free = x + context.measureText(mark.label).width + 6;
    }
  }
}

/** Named places on the axis, in the colour of limits. */
export function drawMarkers(u: uPlot, markers: readonly { x: number; label: string }[], colours: Palette): void {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = colours.limit;
  ctx.fillStyle = colours.limit;
  ctx.lineWidth = 2 * ratio;
  ctx.setLineDash([10 * ratio, 4 * ratio]);
  ctx.font = colours.font.replace("12px", `${12 * ratio}px`);
  ctx.textBaseline = "top";
  for (const marker of markers) {
    const x = u.valToPos(marker.x, "x", true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.textAlign = x > bbox.left + bbox.width / 2 ? "right" : "left";
    ctx.fillText(marker.label, x + (ctx.textAlign === "right" ? -5 : 5) * ratio, bbox.top + 3 * ratio);
  }
  ctx.restore();
}
