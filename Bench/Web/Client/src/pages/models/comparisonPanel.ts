import type { BaselineComparison, ModelJob } from "../../api/models";
import { h } from "../../dom";
import { t } from "../../language";
import { table } from "../population/populationPage";
import { runTable } from "./modelCard";

/** Two baselines on the same history. */
export function comparisonPanel(job: ModelJob): HTMLElement {
  const { tests, baselines, differing } = job.result as BaselineComparison;
  const rows = baselines.map((each) =>
    h(
      "tr",
      {},
      h("td", { class: "mono" }, each.baseline),
      h("td", { class: "number" }, tests),
      h("td", { class: "number" }, each.rejected),
      h("td", { class: "number" }, each.invalid),
      h(
        "td",
        { class: "number" },
        t("models.countOf", { count: each.confirmedFaultsRejected, of: each.confirmedFaults }),
      ),
    ),
  );
  return h(
    "section",
    { class: "card stack", "data-comparison": job.id },
    h("h2", {}, t("models.differ", { count: differing.length, of: tests })),
    table(
      [t("motor.baseline"), t("operator.tested"), t("verdict.FAIL"), t("verdict.INVALID"), t("models.faultsRejected")],
      rows,
    ),
    differing.length > 0 && runTable(differing, (run) => [run.now[0]!, run.now[1]!]),
  );
}
