import type { Finding } from "../../api/contract";
import { h } from "../../dom";
import { figure } from "../../format";
import { either, t } from "../../language";
import { Slot } from "../slot";
import type { TabContent } from "../tabs";
import { curvePlot } from "./curvePlot";
import type { MotorContext } from "./motorPage";

const MOST_RELATED = 2;

/** The reasons, most telling first; the chosen one with its curve. */
export function findingsTab(context: MotorContext): TabContent {
  const { motor } = context;
  const findings = [...motor.findings].sort((a, b) => a.rank - b.rank);
  if (findings.length === 0) {
    return { element: h("p", { class: "card" }, t("motor.findings.none")) };
  }
  const slot = new Slot();
  let current: Finding | undefined = findings.find((finding) => hasCurve(context, finding));
  const draw = (): void => {
    if (current !== undefined) {
      const names = [current.curve, ...related(context, current)];
      void slot.show(() => Promise.all(names.map((name) => curvePlot(context, name))));
    }
  };
  const items = findings.map((finding) => {
    const words = [
      h("b", {}, either(finding.text, finding.textFr)),
      finding.cause !== "" && h("span", { class: "muted" }, either(finding.cause, finding.causeFr)),
      finding.severity !== null && h("span", { class: "small muted" }, `× ${figure(finding.severity, 2)}`),
    ];
    if (!hasCurve(context, finding)) {
      return h("li", {}, h("div", { class: "finding" }, words));
    }
    const button = h(
      "button",
      { class: "finding", type: "button", "aria-pressed": String(finding === current) },
      words,
    );
    button.addEventListener("click", () => {
      current = finding;
      for (const each of list.querySelectorAll("button")) {
        each.setAttribute("aria-pressed", String(each === button));
      }
      draw();
    });
    return h("li", {}, button);
  });
  const list = h("ol", { class: "findings" }, items);
  const unsubscribe = context.comparison.subscribe(draw);
  draw();
  const element = h(
    "div",
    { class: current === undefined ? "stack" : "split" },
    list,
    current !== undefined && slot.element,
  );
  const dispose = (): void => {
    unsubscribe();
    slot.dispose();
  };
  return { element, dispose };
}

function hasCurve({ motor }: MotorContext, finding: Finding): boolean {
  return finding.curve !== "" && motor.curves.some((curve) => curve.name === finding.curve);
}

/** Where else the same sensor is over its limit: the curves with the least margin, at most two. */
function related({ motor }: MotorContext, finding: Finding): string[] {
  return motor.curves
    .filter(
      (curve) =>
        curve.exceeded && curve.points > 1 && curve.channel === finding.channel && curve.name !== finding.curve,
    )
    .sort((a, b) => (a.worstMarginDb ?? 0) - (b.worstMarginDb ?? 0))
    .slice(0, MOST_RELATED)
    .map((curve) => curve.name);
}
