import { get } from "../../api/client";
import type { Drift } from "../../api/models";
import { h } from "../../dom";
import { figure, moment } from "../../format";
import { either, isKey, type Key, t } from "../../language";
import { mark } from "../../verdict";
import { table } from "./populationPage";

/** What changes slowly: where it comes from and what to do, then the charts behind it. */
export async function driftPanel(partType: string): Promise<HTMLElement> {
  const drift = await get<Drift>("/api/population/drift", { partType });
  if (drift.motors === 0) {
    return h("p", { class: "card muted" }, t("population.noData"));
  }
  const isQuiet = drift.source === "none" && !drift.hasChanged;
  const place = [drift.bench, drift.channel].filter((part) => part !== "").join(" · ");
  const head = h(
    "div",
    { class: `card stack ${isQuiet ? "is-soft-pass" : "is-soft-invalid"}` },
    h(
      "h2",
      { class: "row" },
      mark(isQuiet ? "PASS" : "INVALID"),
      t(`population.source.${isQuiet ? "none" : drift.source === "none" ? "unknown" : drift.source}`),
      place,
    ),
    drift.instruction !== "" && h("p", {}, either(drift.instruction, drift.instructionFr)),
    h("p", { class: "muted" }, t("population.watched", { count: drift.motors })),
  );
  const titles: Key[] = [
    "population.state",
    "results.bench",
    "motor.channel",
    "population.family",
    "population.golden",
    "population.since",
  ];
  return h(
    "div",
    { class: "stack" },
    head,
    drift.charts.length > 0 &&
      table([...titles.map((title) => t(title)), "EWMA", "CUSUM"], drift.charts.map(row)),
  );
}

function row(chart: Drift["charts"][number]): HTMLElement {
  const of = (value: number | null, limit: number | null): string =>
    value === null ? "–" : `${figure(value, 2)} / ${figure(limit, 2)}`;
  return h(
    "tr",
    {},
    h(
      "td",
      {},
      h(
        "span",
        { class: `badge ${chart.alarm ? "is-invalid" : "is-pass"}` },
        mark(chart.alarm ? "INVALID" : "PASS"),
        h("b", {}, t(chart.alarm ? "population.drifting" : "population.stable")),
      ),
    ),
    h("td", {}, chart.bench),
    h("td", {}, chart.channel),
    h("td", {}, familyName(chart.family)),
    h("td", {}, t(`population.golden.${chart.golden}`)),
    h("td", {}, chart.since === null ? "" : moment(chart.since)),
    h("td", { class: "number" }, of(chart.ewma, chart.ewmaLimit)),
    h("td", { class: "number" }, of(chart.cusum, chart.cusumLimit)),
  );
}

export function familyName(family: string): string {
  const key = `curve.${family}`;
  return isKey(key) ? t(key) : family;
}
