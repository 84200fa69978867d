import { get } from "../../api/client";
import type { DataSet } from "../../api/models";
import { h, replace } from "../../dom";
import { day } from "../../format";
import { either, t } from "../../language";
import { link } from "../../router";
import { table } from "../population/populationPage";
import { still } from "../population/still";
import { type Disposable, Slot } from "../slot";
import type { ModelContext } from "./modelsPage";

/** What is learned from: a query, its counts, who is left out and why; and the training itself. */
export function dataSetTab(context: ModelContext): Disposable {
  const slot = new Slot();
  const inputs = {
    since: h("input", { id: "set-since", type: "date" }),
    until: h("input", { id: "set-until", type: "date" }),
    bench: h("input", { id: "set-bench", autocomplete: "off" }),
    last: h("input", { id: "set-last", type: "number", min: 1, max: 5000, step: 1 }),
  };
  const note = h("input", { id: "set-note", autocomplete: "off", maxlength: 500 });
  const problem = h("p", { class: "error", role: "alert" });
  const train = h("button", { class: "primary", type: "submit", disabled: true }, t("models.train"));
  const query = (): Record<string, string | number> =>
    Object.fromEntries(
      Object.entries(inputs)
        .filter(([, input]) => input.value !== "")
        .map(([name, { value }]) => [
          name,
          name === "last" ? Number(value) : name === "bench" ? value : `${value}T00:00:00Z`,
        ]),
    );
  const draw = (): void => {
    train.disabled = true;
    void slot.show(async () => {
      const set = await get<DataSet>("/api/models/data-set", { partType: context.partType, ...query() });
      train.disabled = set.motors < set.fewest;
      return [still(summary(set)), ...(set.leftOut.length === 0 ? [] : [still(leftOut(set))])];
    });
  };
  const form = h(
    "form",
    { class: "card filters" },
    field("results.from", inputs.since),
    field("results.to", inputs.until),
    field("results.bench", inputs.bench),
    field("models.newest", inputs.last),
    field("models.note", note),
    train,
  );
  form.addEventListener("change", (event) => {
    if (event.target !== note) {
      draw();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    problem.textContent = "";
    context.begin({ kind: "train", note: note.value, ...query() }).catch((error: unknown) => {
      problem.textContent = t("common.error", { reason: (error as Error).message });
    });
  });
  draw();
  return {
    element: h("div", { class: "stack" }, form, problem, slot.element),
    dispose: () => slot.dispose(),
  };
}

function field(label: Parameters<typeof t>[0], input: HTMLInputElement): HTMLElement {
  return h("div", { class: "field" }, h("label", { for: input.id }, t(label)), input);
}

function summary(set: DataSet): HTMLElement {
  const enough = set.motors >= set.fewest;
  const facts: [Parameters<typeof t>[0], string][] = [
    ["models.groups", String(set.groups)],
    ["results.from", set.from === null ? "–" : day(set.from)],
    ["results.to", set.to === null ? "–" : day(set.to)],
    ["results.bench", set.benches.join(", ") || "–"],
    ["models.leftOut", String(set.leftOut.length)],
  ];
  const facing = h("dl", { class: "facts" });
  replace(
    facing,
    facts.map(([key, value]) => [h("dt", {}, t(key)), h("dd", {}, value)]),
  );
  return h(
    "div",
    { class: "card stack", "data-motors": set.motors },
    h("h2", {}, t("models.goodMotors", { count: set.motors })),
    !enough && h("p", { class: "error" }, t("models.tooFew", { fewest: set.fewest })),
    facing,
  );
}

function leftOut(set: DataSet): HTMLElement {
  const rows = set.leftOut.map((motor) =>
    h(
      "tr",
      {},
      h("td", { class: "serial" }, h("a", { href: link(["results"], { serial: motor.serialNumber }) }, motor.serialNumber)),
      h("td", {}, either(motor.reason, motor.reasonFr)),
    ),
  );
  return table([t("models.leftOut"), t("operator.reason")], rows);
}
