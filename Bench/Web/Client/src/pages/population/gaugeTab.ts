import { get } from "../../api/client";
import type { Gauge } from "../../api/models";
import { h } from "../../dom";
import { figure } from "../../format";
import { t } from "../../language";
import { stepName } from "../operator/statePanel";
import { ownName } from "../motor/curveNames";
import { type Disposable, Slot } from "../slot";
import { familyName } from "./driftPanel";
import { table } from "./populationPage";
import { still } from "./still";

const GOOD_BELOW = 10;
const UNFIT_ABOVE = 30;
const MOST_CURVES = 50;

/** Gauge repeatability and reproducibility: a map over order and speed, and each curve at its worst place. */
export function gaugeTab(partType: string): Disposable {
  const slot = new Slot();
  const serials = h("input", { id: "gauge-serials", class: "grow", autocomplete: "off" });
  const form = h(
    "form",
    { class: "card stack" },
    h("label", { for: serials.id }, t("gauge.motors")),
    h("div", { class: "row" }, serials, h("button", { class: "primary", type: "submit" }, t("gauge.study"))),
    h("p", { class: "muted small" }, t("gauge.hint")),
  );
  const draw = (): void => {
    void slot.show(async () => {
      const { candidates, study } = await get<Gauge>("/api/population/capability", {
        partType,
        serials: serials.value,
      });
      if (study !== null) {
        return [still(figures(study)), ...study.maps.map((map) => still(heatMap(map)))];
      }
      const list = candidates.map((motor) => `${motor.serialNumber} (${motor.tests})`).join(", ");
      return [still(h("p", { class: "card" }, list === "" ? t("gauge.none") : t("gauge.candidates", { list })))];
    });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    draw();
  });
  draw();
  return { element: h("div", { class: "stack" }, form, slot.element), dispose: () => slot.dispose() };
}

type Study = NonNullable<Gauge["study"]>;

function figures(study: Study): HTMLElement {
  const plan = t("gauge.plan", {
    motors: study.motors,
    conditions: study.conditions.length,
    repeats: study.repeats,
  });
  const rows = study.curves.slice(0, MOST_CURVES).map((curve) =>
    h(
      "tr",
      {},
      h("td", {}, ownName(curve.name)),
      h("td", {}, `${curve.channel} · ${stepName(curve.step)} · ${familyName(curve.family)}`),
      h("td", { class: "number" }, figure(curve.position)),
      h("td", { class: `number gauge-${gradeOf(curve.percentOfTotal)}` }, figure(curve.percentOfTotal, 3)),
      h("td", { class: "number" }, curve.distinctCategories > 1000 ? "∞" : curve.distinctCategories),
    ),
  );
  return h(
    "section",
    { class: "stack" },
    h("p", { class: "card" }, `${plan} (${study.conditions.join(", ")}). ${t("gauge.legend")}`),
    table(
      [t("population.feature"), t("motor.channel"), t("population.position"), t("gauge.percent"), "ndc"],
      rows,
    ),
  );
}

/** Each cell says its figure as well: colours alone would not do. */
function heatMap(map: Study["maps"][number]): HTMLElement {
  const rows = map.orders
    .map((order, i) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, figure(order)),
        map.percent[i]!.map((percent) =>
          h("td", { class: `number gauge-${gradeOf(percent)}` }, percent === null ? "" : figure(percent, 2)),
        ),
      ),
    )
    .reverse();
  const titles = [`${t("plot.order")} \\ ${t("unit.rpm")}`, ...map.speedsRpm.map((speed) => figure(speed))];
  const place = { channel: map.channel, step: stepName(map.step) };
  return h("section", { class: "stack gauge-map" }, h("h2", {}, t("gauge.map", place)), table(titles, rows));
}

function gradeOf(percent: number | null): "none" | "good" | "marginal" | "unfit" {
  return percent === null ? "none" : percent < GOOD_BELOW ? "good" : percent <= UNFIT_ABOVE ? "marginal" : "unfit";
}
