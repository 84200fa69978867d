import type { Distribution, FeatureInfo, Trend, YieldPeriod } from "../../api/contract";
import { h, replace } from "../../dom";
import { day, figure } from "../../format";
import { t } from "../../language";
import { LinePlot, type Trace } from "../../plots/linePlot";
import { link } from "../../router";
import { curvePlace, ownName } from "../motor/curveNames";

/** One value of one curve, whose population is looked at. */
export class FeaturePicker {
  readonly element = h("div", { class: "row" });
  readonly #curve: HTMLSelectElement;
  readonly #position = h("select", { "aria-label": t("population.position") });
  readonly #byCurve: Map<string, FeatureInfo[]>;

  constructor(features: FeatureInfo[], onChange: () => void) {
    this.#byCurve = Map.groupBy(features, (feature) => feature.name);
    this.#curve = h(
      "select",
      { id: "feature" },
      [...this.#byCurve].map(([name, [first]]) => h("option", { value: name }, title(first!))),
    );
    this.#curve.addEventListener("change", () => {
      this.#fill();
      onChange();
    });
    this.#position.addEventListener("change", onChange);
    this.#fill();
    this.element.append(h("label", { class: "inline" }, t("population.feature"), this.#curve), this.#position);
  }

  get feature(): FeatureInfo {
    const features = this.#byCurve.get(this.#curve.value)!;
    return features.find((feature) => String(feature.position) === this.#position.value) ?? features[0]!;
  }

  get position(): number | null {
    return this.feature.position;
  }

  #fill(): void {
    const features = this.#byCurve.get(this.#curve.value)!;
    this.#position.hidden = features.length < 2;
    const unit = features[0]!.axis === "order" ? "" : ` ${features[0]!.axis}`;
    replace(
      this.#position,
      features.map((feature) => h("option", { value: String(feature.position) }, `${figure(feature.position)}${unit}`)),
    );
  }
}

export function trendPlot(trend: Trend, feature: FeatureInfo): LinePlot {
  const count = trend.points.length;
  const of = (verdict: string): (number | null)[] =>
    trend.points.map((point) => (point.verdict === verdict ? point.value : null));
  const flat = (value: number | null): (number | null)[] => new Array<number | null>(count).fill(value);
  const traces: Trace[] = [
    { label: t("verdict.PASS"), values: of("PASS"), colour: "series-1", shape: "points" },
    { label: t("verdict.INVALID"), values: of("INVALID"), colour: "series-5", shape: "points" },
    { label: t("verdict.FAIL"), values: of("FAIL"), colour: "limit", shape: "points" },
  ];
  const { center, sigma, limit } = trend;
  if (center !== null) {
    traces.push({ label: t("population.center"), values: flat(center), colour: "median" });
    for (const times of sigma === null ? [] : [-3, 3]) {
      traces.push({
        label: `${times > 0 ? "+" : "−"}3 σ`,
        values: flat(center + times * sigma!),
        colour: "median",
        dash: [4, 4],
      });
    }
  }
  if (limit !== null) {
    traces.push({ label: t("population.limit"), values: flat(limit), colour: "limit", dash: [10, 4], width: 2 });
  }
  return new LinePlot({
    title: `${t("population.trend")} · ${title(feature)}`,
    x: { name: t("population.motor"), unit: "", quantity: "motor" },
    y: { name: t("plot.level"), unit: feature.unit },
    positions: trend.points.map((_, i) => i + 1),
    traces,
    scale: feature.unit.startsWith("dB") ? "dB" : "linear",
    height: 340,
    onPick: (index) => {
      const point = trend.points[index];
      if (point !== undefined) {
        location.hash = link(["motor", point.id]);
      }
    },
  });
}

export function distributionPlot(distribution: Distribution, feature: FeatureInfo): LinePlot {
  const { edges, counts, cpk, ppk, mean, sigma, n } = distribution;
  const figures = [
    `n ${n}`,
    `x̄ ${figure(mean)}`,
    `σ ${figure(sigma)}`,
    `Cpk ${figure(cpk, 3)}`,
    `Ppk ${figure(ppk, 3)}`,
  ];
  const limits = [distribution.limitLow, distribution.limitHigh].filter((limit) => limit !== null);
  return new LinePlot({
    title: `${t("population.distribution")} · ${figures.join(" · ")}`,
    x: { name: title(feature), unit: feature.unit, quantity: "value" },
    y: { name: t("population.count"), unit: "" },
    positions: counts.map((_, i) => (edges[i]! + edges[i + 1]!) / 2),
    traces: [{ label: t("population.count"), values: counts, colour: "series-1", shape: "bars" }],
    markers: limits.map((x) => ({ x, label: t("population.limit") })),
    scale: "linear",
    height: 260,
  });
}

export function yieldPlot(periods: YieldPeriod[]): LinePlot {
  const share = (pick: (period: YieldPeriod) => number): (number | null)[] =>
    periods.map((period) => (period.tested === 0 ? null : 100 * pick(period)));
  return new LinePlot({
    title: `${t("population.yield")} · ${day(periods[0]!.from)} – ${day(periods.at(-1)!.from)}`,
    x: { name: t("population.since"), unit: "", quantity: "date" },
    y: { name: t("population.yield"), unit: "%" },
    positions: periods.map((period) => new Date(period.from).getTime() / 1000),
    traces: [
      { label: t("operator.firstPass"), values: share((period) => period.firstPass), colour: "series-1", width: 2 },
      { label: t("population.final"), values: share((period) => period.final), colour: "series-3", dash: [6, 3] },
    ],
    scale: "linear",
    dates: true,
    height: 300,
  });
}

function title(feature: FeatureInfo): string {
  return [ownName(feature.name), curvePlace(feature)].filter((part) => part !== "").join(" · ");
}
