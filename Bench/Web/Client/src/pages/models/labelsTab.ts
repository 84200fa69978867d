import { get } from "../../api/client";
import type { LabelList, MotorLabel } from "../../api/models";
import { h } from "../../dom";
import { figure, moment, percent } from "../../format";
import { t } from "../../language";
import { link } from "../../router";
import { table } from "../population/populationPage";
import { still } from "../population/still";
import { type Disposable, Slot } from "../slot";
import { labelForm } from "./labelForm";
import type { ModelContext } from "./modelsPage";

/** What people found out about motors, and how far they agree. */
export function labelsTab(_: ModelContext): Disposable {
  const slot = new Slot();
  const draw = (): void => {
    void slot.show(async () => {
      const { labels, agreement } = await get<LabelList>("/api/labels");
      const disputed = new Set(agreement.flatMap((pair) => pair.disputed));
      return [
        ...(agreement.length === 0 ? [] : [still(agreementTable(agreement))]),
        ...(labels.length === 0 ? [] : [still(labelTable(labels, disputed))]),
      ];
    });
  };
  draw();
  return {
    element: h("div", { class: "stack" }, labelForm("", draw), slot.element),
    dispose: () => slot.dispose(),
  };
}

export function labelTable(labels: MotorLabel[], disputed: Set<string>): HTMLElement {
  const rows = labels.map((label) =>
    h(
      "tr",
      {},
      h("td", { class: "time" }, moment(label.at)),
      h(
        "td",
        { class: "serial" },
        h("a", { href: link(["results"], { serial: label.serialNumber }) }, label.serialNumber),
        disputed.has(label.serialNumber) && h("span", { class: "tag" }, t("label.disputed")),
      ),
      h("td", {}, t(`label.${label.kind}`)),
      h("td", {}, label.cause),
      h("td", {}, label.by),
      h("td", {}, label.note),
    ),
  );
  const titles = ["audit.at", "operator.serial", "label.found", "label.cause", "audit.user", "models.note"] as const;
  return table(
    titles.map((title) => t(title)),
    rows,
  );
}

function agreementTable(agreement: LabelList["agreement"]): HTMLElement {
  const rows = agreement.map((pair) =>
    h(
      "tr",
      {},
      h("td", {}, `${pair.first} – ${pair.second}`),
      h("td", { class: "number" }, pair.motors),
      h("td", { class: "number" }, percent(pair.observed)),
      h(
        "td",
        { class: "number" },
        pair.kappa === null ? "–" : `${figure(pair.kappa, 2)} ± ${figure(1.96 * (pair.standardError ?? NaN), 2)}`,
      ),
      h("td", {}, pair.disputed.join(", ")),
    ),
  );
  return table(
    [t("label.people"), t("population.count"), t("label.agree"), "κ (Cohen)", t("label.disputed")],
    rows,
  );
}
