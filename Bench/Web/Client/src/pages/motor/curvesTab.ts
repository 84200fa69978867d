import type { CurveInfo } from "../../api/contract";
import { h, replace } from "../../dom";
import { figure } from "../../format";
import { t } from "../../language";
import { Slot } from "../slot";
import type { TabContent } from "../tabs";
import { curvePlace, curveWord, ownName } from "./curveNames";
import { curvePlot } from "./curvePlot";
import type { MotorContext } from "./motorPage";

const MOST_ROWS = 200;

/** All curves of the motor, those with the least margin first. */
export function curvesTab(context: MotorContext): TabContent {
  const curves = [...context.motor.curves].sort(
    (a, b) => (a.worstMarginDb ?? Infinity) - (b.worstMarginDb ?? Infinity),
  );
  const slot = new Slot();
  const rows = h("ul", { class: "curve-list" });
  const filter = h("input", {
    type: "search",
    placeholder: t("motor.curve.filter"),
    "aria-label": t("motor.curve.filter"),
  });
  let current = curves[0];
  const draw = (): void => {
    if (current !== undefined) {
      const { name } = current;
      void slot.show(async () => [await curvePlot(context, name)]);
    }
  };
  const list = (): void => {
    const words = filter.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const fitting = curves.filter((curve) => words.every((word) => searchText(curve).includes(word)));
    replace(
      rows,
      fitting.slice(0, MOST_ROWS).map((curve) => {
        const choose = (): void => {
          current = curve;
          for (const button of rows.querySelectorAll("button")) {
            button.setAttribute("aria-pressed", String(button.dataset["name"] === curve.name));
          }
          draw();
        };
        return h("li", {}, entry(curve, curve === current, choose));
      }),
    );
  };
  filter.addEventListener("input", list);
  const unsubscribe = context.comparison.subscribe(draw);
  list();
  draw();
  const element = h(
    "div",
    { class: "split" },
    h("div", { class: "card stack curve-side" }, filter, rows),
    slot.element,
  );
  const dispose = (): void => {
    unsubscribe();
    slot.dispose();
  };
  return { element, dispose };
}

function entry(curve: CurveInfo, pressed: boolean, choose: () => void): HTMLButtonElement {
  return h(
    "button",
    {
      type: "button",
      class: "curve-entry",
      "aria-pressed": String(pressed),
      "data-name": curve.name,
      on: { click: choose },
    },
    h("b", {}, ownName(curve.name)),
    h("span", { class: "small muted" }, `${curvePlace(curve)} · ${curveWord(curve.family)}`),
    curve.exceeded
      ? h(
          "span",
          { class: "small is-fail", title: t("motor.curve.exceeded") },
          `▲ ${figure(curve.worstMarginDb, 2)} dB`,
        )
      : h("span", { class: "small muted" }, curve.worstMarginDb === null ? "" : `${figure(curve.worstMarginDb, 2)} dB`),
  );
}

function searchText(curve: CurveInfo): string {
  return `${curve.name} ${ownName(curve.name)} ${curvePlace(curve)} ${curveWord(curve.family)}`.toLowerCase();
}
