import { h, replace } from "../dom";
import { day, figure } from "../format";
import { t } from "../language";
import type { CursorMark, CursorMode } from "./cursors";
import type { PlacedLine } from "./lineOverlay";
import { findPeaks, nearestLine } from "./peaks";

export interface ReadoutInput {
  mode: CursorMode;
  pinned: number | null;
  at: number | null;
  marks: readonly CursorMark[];
  positions: readonly number[];
  view: [number, number];
  traces: { label: string; colour: string; dash: boolean; values: readonly (number | null)[] }[];
  unit: string;
  xUnit: string;
  dates: boolean;
  lines: readonly PlacedLine[];
  peaks: boolean;
}

const MOST_PEAKS = 12;
const MOST_MARKS = 8;

/** Below a plot: the legend, which is also the values at the cursor, and the list of peaks in view. */
export class PlotReadout {
  readonly element = h("div", { class: "plot-readout" });

  readonly #legend = h("div", { class: "plot-legend" });
  readonly #marks = h("div", { class: "plot-marks small" });
  readonly #peaks = h("div");
  #peakKey = "";

  constructor() {
    this.element.append(this.#legend, this.#marks, this.#peaks);
  }

  draw(input: ReadoutInput): void {
    const index = input.at === null ? null : nearest(input.positions, input.at);
    const pinned = input.mode === "delta" && input.pinned !== null ? nearest(input.positions, input.pinned) : null;
    replace(
      this.#legend,
      h("span", { class: "plot-at" }, position(input)),
      input.traces
        .filter((trace) => trace.colour !== "none")
        .map((trace) => {
          const key = h("i", {
            class: `key key-${trace.colour}${trace.dash ? " is-dashed" : ""}`,
            "aria-hidden": "true",
          });
          return h(
            "span",
            { class: "plot-trace" },
            key,
            trace.label,
            h("b", {}, value(trace.values, index, pinned, input.unit)),
          );
        }),
    );
    this.#drawMarks(input);
    this.#drawPeaks(input);
  }

  #drawMarks({ mode, marks, positions, traces, unit }: ReadoutInput): void {
    const [first] = traces;
    if ((mode !== "harmonic" && mode !== "sideband") || first === undefined) {
      replace(this.#marks);
      return;
    }
    replace(
      this.#marks,
      marks.slice(0, MOST_MARKS).map((mark) => {
        const at = first.values[nearest(positions, mark.x)];
        return h("span", {}, `${mark.label} ${figure(mark.x)}: `, h("b", {}, `${figure(at)} ${unit}`));
      }),
    );
  }

  #drawPeaks({ peaks, positions, traces, view, unit, xUnit, lines }: ReadoutInput): void {
    const trace = traces.find((each) => each.colour === "series-1") ?? traces[0];
    const key = peaks && trace !== undefined ? `${view.join()} ${unit} ${lines.length}` : "";
    if (key === this.#peakKey) {
      return;
    }
    this.#peakKey = key;
    if (!peaks || trace === undefined) {
      replace(this.#peaks);
      return;
    }
    const found = findPeaks(positions, trace.values, view[0], view[1], MOST_PEAKS);
    const step = positions.length > 1 ? positions[1]! - positions[0]! : 0;
    const rows = found.map((peak) => {
      const line = nearestLine(peak.x, lines, Math.max(1.5 * step, peak.x * 0.005));
      const name = line === null ? "" : line.multiple === 1 ? line.name : `${line.multiple} × ${line.name}`;
      return h(
        "tr",
        {},
        h("td", { class: "number" }, `${figure(peak.x)} ${xUnit}`),
        h("td", { class: "number" }, `${figure(peak.value)} ${unit}`),
        h("td", {}, name),
      );
    });
    replace(
      this.#peaks,
      rows.length === 0
        ? h("p", { class: "muted small" }, t("plot.peaks.none"))
        : h(
            "table",
            { class: "peaks" },
            h("caption", { class: "visually-hidden" }, t("plot.peaks")),
            h("tbody", {}, rows),
          ),
    );
  }
}

function position({ mode, at, pinned, xUnit, dates }: ReadoutInput): string {
  if (dates) {
    return at === null ? "" : day(new Date(at * 1000).toISOString());
  }
  if (at === null) {
    return pinned === null ? "" : `${figure(pinned)} ${xUnit}`;
  }
  const here = `${figure(at)} ${xUnit}`;
  return pinned !== null && (mode === "delta" || mode === "sideband")
    ? `${here} · Δ ${figure(at - pinned)} ${xUnit}`
    : here;
}

function value(values: readonly (number | null)[], index: number | null, pinned: number | null, unit: string): string {
  if (index === null) {
    return "";
  }
  const here = values[index] ?? null;
  const there = pinned === null ? null : (values[pinned] ?? null);
  const text = ` ${figure(here)} ${unit}`;
  return here !== null && there !== null ? `${text} (Δ ${figure(here - there)})` : text;
}

/** Index of the position nearest to x, in a rising list. */
export function nearest(positions: readonly number[], x: number): number {
  let low = 0;
  let high = positions.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle]! < x) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low > 0 && x - positions[low - 1]! < positions[low]! - x ? low - 1 : low;
}
