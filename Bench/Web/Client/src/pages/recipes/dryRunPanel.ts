import { get } from "../../api/client";
import type { Page as Paged, ResultSummary } from "../../api/contract";
import { type DryRun, type DryRunCurve, dryRun } from "../../api/recipes";
import { h, replace } from "../../dom";
import { figure, moment } from "../../format";
import { either, t } from "../../language";
import { axisName, LinePlot, type Trace } from "../../plots/linePlot";
import { mark } from "../../verdict";
import { curvePlace, curveTitle, ownName } from "../motor/curveNames";
import { table } from "../population/populationPage";
import { Slot } from "../slot";

const X_UNITS = { order: "", rpm: "rpm", Hz: "Hz", time: "s", none: "" } as const;
const NEWEST = 20;

/** A stored recording through the text in the editor; nothing is stored. */
export class DryRunPanel {
  readonly element: HTMLElement;
  readonly #motor = h("select", { id: "dry-run-motor" });
  readonly #run = h("button", { type: "button", id: "dry-run" }, t("recipes.dryRun"));
  readonly #answer = h("div", { class: "stack", id: "dry-run-answer" });
  readonly #slot = new Slot();

  constructor(
    readonly name: string,
    readonly text: () => string,
  ) {
    this.#run.addEventListener("click", () => void this.#go());
    this.#run.disabled = true;
    this.element = h(
      "section",
      { class: "card stack" },
      h("h2", {}, t("recipes.dryRun")),
      h("p", { class: "small muted" }, t("recipes.dryRun.hint")),
      h(
        "div",
        { class: "row end" },
        h("div", { class: "field" }, h("label", { for: "dry-run-motor" }, t("recipes.dryRun.motor")), this.#motor),
        this.#run,
      ),
      this.#answer,
    );
  }

  async load(): Promise<void> {
    const found = await get<Paged<ResultSummary>>("/api/results", { partType: this.name, pageSize: NEWEST });
    replace(
      this.#motor,
      found.items.map((result) =>
        h(
          "option",
          { value: result.id },
          `${result.serialNumber} · ${t(`verdict.${result.verdict}`)} · ${moment(result.startedAt)}`,
        ),
      ),
    );
    this.#run.disabled = found.items.length === 0;
  }

  dispose(): void {
    this.#slot.dispose();
  }

  async #go(): Promise<void> {
    this.#run.disabled = true;
    this.#answer.setAttribute("aria-busy", "true");
    replace(this.#answer, h("p", { class: "muted", role: "status" }, t("common.loading")));
    try {
      this.#show(await dryRun(this.name, this.text(), this.#motor.value));
    } catch (problem) {
      const reason = t("common.error", { reason: (problem as Error).message });
      replace(this.#answer, h("p", { class: "error", role: "alert" }, reason));
    } finally {
      this.#run.disabled = false;
      this.#answer.removeAttribute("aria-busy");
    }
  }

  #show(run: DryRun): void {
    const badge = (verdict: ResultSummary["verdict"]): HTMLElement =>
      h("span", { class: `badge is-${verdict.toLowerCase()}` }, mark(verdict), h("b", {}, t(`verdict.${verdict}`)));
    const curves = h("select", { id: "dry-run-curve" });
    for (const curve of run.curves) {
      curves.append(h("option", { value: curve.name }, `${ownName(curve.name)} · ${curvePlace(curve)}`));
    }
    const draw = (): void => {
      const curve = run.curves.find((each) => each.name === curves.value);
      if (curve !== undefined) {
        void this.#slot.show(async () => (curve.positions.length < 2 ? [single(curve)] : [plot(curve)]));
      }
    };
    curves.addEventListener("change", draw);
    const first = run.curves.find((curve) => curve.positions.length > 1);
    curves.value = first?.name ?? "";
    replace(
      this.#answer,
      h(
        "p",
        { class: "answer", role: "status" },
        `${run.serialNumber}: `,
        badge(run.was),
        " → ",
        run.verdict === null ? h("b", {}, t("recipes.dryRun.unlearned")) : badge(run.verdict),
        ` · ${t("recipes.dryRun.curves", { count: run.curves.length })}`,
      ),
      run.findings.length > 0 &&
        table(
          [t("motor.findings"), t("population.value"), t("motor.curve.limit")],
          run.findings.map((finding) =>
            h(
              "tr",
              {},
              h("td", {}, either(finding.text, finding.textFr)),
              h("td", { class: "number" }, figure(finding.value)),
              h("td", { class: "number" }, figure(finding.limit)),
            ),
          ),
        ),
      run.curves.length > 0 && h("label", { class: "inline" }, t("population.feature"), curves),
      this.#slot.element,
    );
    draw();
  }
}

function plot(curve: DryRunCurve): LinePlot {
  const traces: Trace[] = [{ label: t("recipes.dryRun.now"), values: curve.values, colour: "series-1", width: 2.2 }];
  if (curve.before !== null) {
    traces.unshift({ label: t("recipes.dryRun.before"), values: curve.before, colour: "series-4", dash: [7, 3] });
  }
  if (curve.limit !== null) {
    traces.push({ label: t("motor.curve.limit"), values: curve.limit, colour: "limit", dash: [10, 4], width: 2 });
  }
  return new LinePlot({
    title: curveTitle({ ...curve, points: curve.positions.length, exceeded: false, worstMarginDb: null }),
    x: { name: axisName(curve.axis), unit: X_UNITS[curve.axis], quantity: curve.axis },
    y: { name: t("plot.level"), unit: curve.unit },
    positions: curve.positions,
    traces,
    logX: curve.axis === "Hz",
  });
}

function single(curve: DryRunCurve): { element: HTMLElement; dispose(): void } {
  const facts: [string, number | null | undefined][] = [
    [t("recipes.dryRun.now"), curve.values[0]],
    [t("recipes.dryRun.before"), curve.before?.[0]],
    [t("motor.curve.limit"), curve.limit?.[0]],
  ];
  const element = h(
    "dl",
    { class: "facts" },
    facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, `${figure(value)} ${curve.unit}`)]),
  );
  return { element, dispose: () => undefined };
}
