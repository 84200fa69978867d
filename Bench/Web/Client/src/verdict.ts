import type { Verdict } from "./api/contract";
import { h, svg } from "./dom";
import { t } from "./language";

/** A verdict is always colour, shape and word: disc with a tick, octagon with a cross, triangle with a mark. */
export type Sign = Verdict | "ready" | "testing" | "starting" | "not-ready" | "offline";
export type Picture = Sign | "sound" | "silence";

const SHAPES: Record<Picture, () => Node[]> = {
  PASS: () => [svg("circle", { class: "body", cx: 12, cy: 12, r: 11 }), line("M6.5 12.5l3.8 3.8 7.2-8")],
  FAIL: () => [body("M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z"), line("M8 8l8 8M16 8l-8 8")],
  INVALID: () => [body("M12 1.5L23.5 22.5H.5z"), line("M12 9v6.2M12 18.4v.6")],
  ready: () => [line("M2 5v14M6 5v14M9 5v14M13 5v14M15.5 5v14M19 5v14M22 5v14", "thin")],
  testing: () => [line("M12 2a10 10 0 1 1-7.07 2.93"), line("M12 6v6l4 2.5")],
  starting: () => [line("M12 2a10 10 0 1 1-7.07 2.93")],
  "not-ready": () => [body("M2.5 2.5h19v19h-19z"), line("M7 17L17 7")],
  sound: () => [line("M3 9v6h4l6 5V4L7 9H3M17 9a4 4 0 0 1 0 6M20 6a8 8 0 0 1 0 12")],
  silence: () => [line("M3 9v6h4l6 5V4L7 9H3M17 9l5 6M22 9l-5 6")],
  offline: () => [
    line("M3 3l18 18M5 10a12 12 0 0 1 4-2.4M14 7.4a12 12 0 0 1 5 2.6M8.5 14a6 6 0 0 1 4-1.6"),
    dot(12, 19),
  ],
};

export function mark(sign: Picture): SVGElement {
  return svg("svg", { class: "mark", viewBox: "0 0 24 24", "aria-hidden": "true" }, SHAPES[sign]());
}

/** Shape and word together, in the verdict's colour. */
export function badge(verdict: Verdict): HTMLElement {
  return h("span", { class: `badge is-${verdict.toLowerCase()}` }, mark(verdict), h("b", {}, t(`verdict.${verdict}`)));
}

function body(path: string): SVGElement {
  return svg("path", { class: "body", d: path });
}

function line(path: string, extra = ""): SVGElement {
  return svg("path", { class: `line ${extra}`.trim(), d: path });
}

function dot(x: number, y: number): SVGElement {
  return svg("circle", { class: "dot", cx: x, cy: y, r: 1.6 });
}
