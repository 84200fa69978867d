import { ApiError, get } from "../../api/client";
import type * as contract from "../../api/contract";
import type { AppContext, Page } from "../../app";
import { type Child, h, replace } from "../../dom";
import { day, percent } from "../../format";
import { either, t } from "../../language";
import { link, type Route } from "../../router";
import { mark } from "../../verdict";
import { type Disposable, Slot } from "../slot";
import { still } from "./still";
import { type Tab, tabs } from "../tabs";
import { gaugeTab } from "./gaugeTab";
import { driftPanel } from "./driftPanel";
import { distributionPlot, FeaturePicker, trendPlot, yieldPlot } from "./featurePlots";

const LAST = ["100", "500", "2000", "10000"];

/** What many motors say together: trends, distributions, reasons, yield, drift. */
export function populationPage(context: AppContext, route: Route): Page {
  const names = context.store.station?.partTypes.map((part) => part.name) ?? [];
  const partType = route.query.get("partType") ?? names[0] ?? "7DL";
  const open = (id: string): string => link(["population", id], { partType });
  let current = route.segments[1] ?? "trend";
  const select = h(
    "select",
    { id: "part-type" },
    [...new Set([partType, ...names])].map((name) => h("option", { value: name, selected: name === partType }, name)),
  );
  select.addEventListener("change", () => {
    location.hash = link(["population", current], { partType: select.value });
  });
  const entries: Tab[] = [
    { id: "trend", label: t("population.trend"), open: () => featureTab(partType) },
    { id: "pareto", label: t("population.pareto"), open: () => loaded(() => pareto(partType)) },
    { id: "yield", label: t("population.yield"), open: () => yieldTab(partType) },
    { id: "drift", label: t("population.drift"), open: () => loaded(() => driftPanel(partType)) },
    { id: "capability", label: t("population.capability"), open: () => gaugeTab(partType) },
  ];
  const content = tabs(t("population.title"), entries, current, (id) => {
    current = id;
    history.replaceState(null, "", open(id));
  });
  const element = h(
    "div",
    { class: "stack" },
    h(
      "div",
      { class: "page-head" },
      h("h1", { class: "grow" }, t("population.title")),
      h("label", { class: "inline", for: "part-type" }, t("operator.partType"), select),
    ),
    content.element,
  );
  return { title: t("population.title"), element, dispose: () => content.dispose?.() };
}

function featureTab(partType: string): Disposable {
  const trendSlot = new Slot();
  const distributionSlot = new Slot();
  const holder = h("div", { class: "card row", "aria-busy": "true" }, t("common.loading"));
  const rules = h("div", { class: "small" });
  const last = h(
    "select",
    {},
    LAST.map((n) => h("option", { value: n, selected: n === "500" }, n)),
  );
  const draw = (picker: FeaturePicker): void => {
    const query = { partType, feature: picker.feature.name, position: picker.position };
    void trendSlot.show(async () => {
      const trend = await get<contract.Trend>("/api/population/trend", { ...query, last: last.value });
      replace(rules, ruleList(trend));
      return trend.points.length === 0 ? [] : [trendPlot(trend, picker.feature)];
    });
    void distributionSlot.show(async () => {
      const distribution = await get<contract.Distribution>("/api/population/distribution", query);
      return distribution.n < 2 ? [] : [distributionPlot(distribution, picker.feature)];
    });
  };
  void get<contract.FeatureInfo[]>("/api/population/features", { partType })
    .then((features) => {
      if (features.length === 0) {
        replace(holder, h("span", { class: "muted" }, t("population.noData")));
        return;
      }
      const picker = new FeaturePicker(features, () => draw(picker));
      last.addEventListener("change", () => draw(picker));
      replace(holder, picker.element, h("label", { class: "inline" }, t("population.last"), last));
      draw(picker);
    })
    .catch((problem: unknown) => replace(holder, absentOr(problem)))
    .finally(() => holder.removeAttribute("aria-busy"));
  const element = h("div", { class: "stack" }, holder, trendSlot.element, rules, distributionSlot.element);
  const dispose = (): void => {
    trendSlot.dispose();
    distributionSlot.dispose();
  };
  return { element, dispose };
}

function ruleList({ rules, points }: contract.Trend): Child {
  if (points.length === 0) {
    return null;
  }
  return rules.length === 0
    ? h("p", { class: "muted" }, t("population.rules.none"))
    : h(
        "ul",
        { class: "rules" },
        rules.map((rule) => h("li", {}, mark("INVALID"), ` ${t("population.rule", { ...rule })}`)),
      );
}

function yieldTab(partType: string): Disposable {
  const slot = new Slot();
  const by = h(
    "select",
    { "aria-label": t("population.yield") },
    h("option", { value: "day" }, t("population.day")),
    h("option", { value: "week" }, t("population.week")),
  );
  const draw = (): void => {
    void slot.show(async () => {
      const periods = await get<contract.YieldPeriod[]>("/api/population/yield", { partType, by: by.value });
      const plots = periods.length > 1 ? [yieldPlot(periods)] : [];
      return periods.length === 0 ? [] : [...plots, still(yieldTable(periods))];
    });
  };
  by.addEventListener("change", draw);
  draw();
  return {
    element: h("div", { class: "stack" }, h("div", { class: "card row" }, by), slot.element),
    dispose: () => slot.dispose(),
  };
}

function yieldTable(periods: contract.YieldPeriod[]): HTMLElement {
  const titles = [t("population.since"), t("operator.tested"), t("operator.firstPass"), t("population.final")];
  const rows = [...periods]
    .reverse()
    .map((each) =>
      h(
        "tr",
        {},
        h("td", {}, day(each.from)),
        h("td", { class: "number" }, each.tested),
        h("td", { class: "number" }, percent(each.firstPass)),
        h("td", { class: "number" }, percent(each.final)),
      ),
    );
  return table(titles, rows);
}

async function pareto(partType: string): Promise<HTMLElement> {
  const reasons = await get<contract.ReasonCount[]>("/api/population/pareto", { partType });
  if (reasons.length === 0) {
    return h("p", { class: "card muted" }, t("operator.rejects.none"));
  }
  const total = reasons.reduce((sum, reason) => sum + reason.count, 0);
  const most = Math.max(...reasons.map((reason) => reason.count));
  let seen = 0;
  const items = reasons.map((reason) => {
    seen += reason.count;
    const bar = h("i");
    bar.style.width = `${(100 * reason.count) / most}%`;
    const address = link(["results"], { code: reason.code, partType });
    return h(
      "li",
      {},
      h("a", { href: address }, either(reason.text, reason.textFr)),
      h("b", {}, `${reason.count} · Σ ${percent(seen / total)}`),
      h("span", { class: "bar", "aria-hidden": "true" }, bar),
    );
  });
  return h("div", { class: "card" }, h("ul", { class: "bars pareto" }, items));
}

export function table(titles: string[], rows: HTMLElement[]): HTMLElement {
  const head = h(
    "thead",
    {},
    h(
      "tr",
      {},
      titles.map((title) => h("th", { scope: "col" }, title)),
    ),
  );
  return h("div", { class: "card table-scroll flush" }, h("table", {}, head, h("tbody", {}, rows)));
}

function loaded(load: () => Promise<HTMLElement>): Disposable {
  const slot = new Slot();
  void slot.show(async () => [still(await load().catch((problem: unknown) => absentOr(problem)))]);
  return { element: slot.element, dispose: () => slot.dispose() };
}

// An older server answers 404 or 501 for what it does not know.
function absentOr(problem: unknown): HTMLElement {
  if (problem instanceof ApiError && (problem.status === 404 || problem.status === 501)) {
    return h("p", { class: "card muted" }, t("population.absent"));
  }
  return h("p", { class: "card error", role: "alert" }, t("common.error", { reason: (problem as Error).message }));
}
