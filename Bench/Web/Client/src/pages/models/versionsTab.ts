import { get, path, post } from "../../api/client";
import type { ModelDetail, ModelList, ModelVersion } from "../../api/models";
import { h, replace } from "../../dom";
import { moment } from "../../format";
import { type Key, t } from "../../language";
import { mark, type Sign } from "../../verdict";
import { table } from "../population/populationPage";
import { still } from "../population/still";
import { type Disposable, Slot } from "../slot";
import { comparisonPanel } from "./comparisonPanel";
import { cardPanel, gatePanel } from "./modelCard";
import { type ModelContext, jobOf } from "./modelsPage";

const SIGNS: Record<ModelVersion["state"], Sign> = {
  candidate: "starting",
  refused: "FAIL",
  passed: "testing",
  shadow: "testing",
  "in-force": "PASS",
  retired: "ready",
};

/** All baselines, one of them with its card, its gate, its signatures and what may be done with it. */
export function versionsTab(context: ModelContext): Disposable {
  const listSlot = new Slot();
  const detailSlot = new Slot();
  const comparison = h("div", { class: "stack" });
  let chosen: string | null = null;
  const choose = (id: string): void => {
    chosen = id;
    replace(comparison);
    for (const button of listSlot.element.querySelectorAll<HTMLElement>("button[data-id]")) {
      button.setAttribute("aria-pressed", String(button.dataset["id"] === id));
    }
    void detailSlot.show(async () => {
      const list = await context.list();
      const detail = await get<ModelDetail>(path`/api/models/${id}`, { partType: context.partType });
      return [still(steps(context, list, detail, draw)), ...panels(detail)];
    });
  };
  const draw = (): void => {
    void listSlot.show(async () => {
      const list = await context.list();
      chosen = list.versions.find((version) => version.id === chosen)?.id ?? list.versions[0]?.id ?? null;
      if (chosen !== null) {
        choose(chosen);
      }
      return list.versions.length === 0 ? [] : [still(versionTable(list, chosen, choose))];
    });
  };
  const unsubscribe = context.jobs.subscribe((job) => {
    if (job.state === "done" && job.kind === "compare") {
      void jobOf(job.id).then((done) => replace(comparison, comparisonPanel(done)));
    } else if (job.state === "done") {
      chosen = job.kind === "train" ? null : job.baselineId;
      draw();
    }
  });
  draw();
  const dispose = (): void => {
    unsubscribe();
    listSlot.dispose();
    detailSlot.dispose();
  };
  return { element: h("div", { class: "stack" }, listSlot.element, detailSlot.element, comparison), dispose };
}

function versionTable(list: ModelList, chosen: string | null, choose: (id: string) => void): HTMLElement {
  const rows = list.versions.map((version) => {
    const pick = h(
      "button",
      {
        class: "small mono",
        type: "button",
        "data-id": version.id,
        "aria-pressed": String(version.id === chosen),
        on: { click: () => choose(version.id) },
      },
      version.id,
    );
    return h(
      "tr",
      { "data-state": version.state },
      h("td", {}, pick),
      h("td", {}, h("span", { class: "row sign-word" }, mark(SIGNS[version.state]), t(`models.state.${version.state}`))),
      h("td", { class: "number" }, version.motors ?? "–"),
      h("td", {}, version.author),
      h("td", { class: "time" }, moment(version.at)),
    );
  });
  const titles: Key[] = ["motor.baseline", "population.state", "population.count", "models.trainedBy", "audit.at"];
  return table(
    titles.map((title) => t(title)),
    rows,
  );
}

function panels(detail: ModelDetail): Disposable[] {
  return [
    ...(detail.gate === null ? [] : [still(gatePanel(detail.gate))]),
    ...(detail.card === null ? [] : [still(cardPanel(detail.card))]),
    still(eventTable(detail.version)),
  ];
}

/** What has been done on the way into force, and what may be done next. */
function steps(context: ModelContext, list: ModelList, { version, card }: ModelDetail, redraw: () => void): HTMLElement {
  const problem = h("p", { class: "error", role: "alert" });
  const reason = h("input", { id: "without-shadow", autocomplete: "off", maxlength: 500 });
  const { partType, mayTrain, role } = context;
  const act = (work: () => Promise<void>): void => {
    problem.textContent = "";
    work().then(redraw, (error: unknown) => {
      problem.textContent = t("common.error", { reason: (error as Error).message });
    });
  };
  const call = (step: string, body: Record<string, unknown> = {}): void =>
    act(() => post(path`/api/models/${version.id}/${step}`, { partType, ...body }));
  const button = (label: Key, run: () => void, primary = false): HTMLElement =>
    h("button", { type: "button", class: primary ? "primary" : "", on: { click: run } }, t(label));
  const signed = new Set(version.signatures.map((signature) => signature.kind));
  const passed = version.hasPassedGate === true;
  const others = list.versions.filter((each) => each.id !== version.id);
  const other = h(
    "select",
    { id: "compare-other" },
    others.map((each) => h("option", { value: each.id, selected: each.id === list.inForce }, each.id)),
  );
  const compare = (): void =>
    act(() => context.begin({ kind: "compare", baselineId: version.id, otherId: other.value }));
  const mayActivate = mayTrain && passed && version.state !== "in-force" && signed.size === 2;
  return h(
    "div",
    { class: "card stack", "data-model": version.id },
    h("h2", { class: "row" }, mark(SIGNS[version.state]), `${version.id} · ${t(`models.state.${version.state}`)}`),
    version.state === "shadow" &&
      h(
        "p",
        { class: "muted" },
        t("models.shadowed", {
          motors: version.shadowJudged,
          days: version.shadowDaysSoFar,
          needMotors: list.shadowMotors,
          needDays: list.shadowDays,
        }),
      ),
    version.signatures.length > 0 &&
      h("p", {}, version.signatures.map((each) => `${t(`models.event.${each.kind}`)}: ${each.by}`).join(" · ")),
    h(
      "div",
      { class: "row" },
      mayTrain &&
        card !== null &&
        version.state !== "in-force" &&
        button("models.gate", () => act(() => context.begin({ kind: "gate", baselineId: version.id })), !passed),
      mayTrain && passed && version.shadowSince === null && button("models.shadow", () => call("shadow")),
      passed &&
        role !== "scientist" &&
        !signed.has("signedByQuality") &&
        button("models.signQuality", () => call("sign", { as: "quality" })),
      passed &&
        role !== "engineer" &&
        !signed.has("signedByDataScience") &&
        button("models.signScience", () => call("sign", { as: "data-science" })),
      mayTrain &&
        list.canRollBack &&
        version.state === "in-force" &&
        button("models.rollback", () => act(() => post("/api/models/rollback", { partType }))),
    ),
    mayActivate &&
      h(
        "div",
        { class: "row" },
        h("label", { class: "inline", for: reason.id }, t("models.withoutShadow"), reason),
        button("models.activate", () => call("activate", { withoutShadow: reason.value }), true),
      ),
    mayTrain &&
      others.length > 0 &&
      h(
        "div",
        { class: "row" },
        h("label", { class: "inline", for: other.id }, t("motor.compare"), other),
        button("models.compare", compare),
      ),
    problem,
  );
}

function eventTable(version: ModelVersion): HTMLElement {
  const rows = [...version.events]
    .reverse()
    .map((event) =>
      h(
        "tr",
        {},
        h("td", { class: "time" }, moment(event.at)),
        h("td", {}, t(`models.event.${event.kind}`)),
        h("td", {}, event.by),
        h("td", {}, event.note),
      ),
    );
  return table([t("audit.at"), t("audit.action"), t("audit.user"), t("models.note")], rows);
}
