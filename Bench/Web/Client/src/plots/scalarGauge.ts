import { h } from "../dom";
import { figure } from "../format";
import { t } from "../language";
import { unitName } from "../units";

export interface GaugeMark {
  label: string;
  value: number;
  colour: "series-1" | "series-2" | "series-4" | "series-5" | "limit" | "median";
}

/** One number between the good motors and its limit, on a line; for curves of a single point. */
export class ScalarGauge {
  readonly element: HTMLElement;

  constructor(title: string, unit: string, good: [low: number, high: number] | null, marks: GaugeMark[]) {
    const all = [...marks.map((mark) => mark.value), ...(good ?? [])];
    const low = Math.min(...all);
    const high = Math.max(...all);
    const pad = (high - low || Math.abs(high) || 1) * 0.08;
    const share = (value: number): string => `${(100 * (value - low + pad)) / (high - low + 2 * pad)}%`;
    const track = h("div", { class: "gauge-track" });
    if (good !== null) {
      const band = h("div", { class: "gauge-band" });
      band.style.left = share(good[0]);
      band.style.right = `calc(100% - ${share(good[1])})`;
      track.append(band);
    }
    for (const mark of marks) {
      const line = h("div", { class: `gauge-mark key-${mark.colour}` });
      line.style.left = share(mark.value);
      track.append(line);
    }
    const shown = unit === "1" ? "" : unitName(unit);
    const rows = marks.map((mark) =>
      h(
        "span",
        { class: "plot-trace" },
        h("i", { class: `key key-${mark.colour}`, "aria-hidden": "true" }),
        mark.label,
        h("b", {}, ` ${figure(mark.value)} ${shown}`),
      ),
    );
    const range = good === null ? "" : `${t("motor.curve.band")} ${figure(good[0])} … ${figure(good[1])} ${shown}`;
    this.element = h(
      "figure",
      { class: "plot" },
      h("figcaption", { class: "plot-title" }, title),
      track,
      h("div", { class: "plot-legend" }, rows, h("span", { class: "muted" }, range)),
    );
  }

  dispose(): void {
    // Nothing but elements.
  }
}
