import type { LimitApi, LimitChange, LimitVersion, LimitVersions } from "../../api/limits";
import { h, replace } from "../../dom";
import { figure, moment } from "../../format";
import { isKey, t } from "../../language";
import { axisName, LinePlot } from "../../plots/linePlot";
import { ScalarGauge } from "../../plots/scalarGauge";
import { mark } from "../../verdict";
import { curvePlace, curveTitle, ownName } from "../motor/curveNames";
import { table } from "../population/populationPage";
import { askReason } from "../reasonDialog";
import { Slot } from "../slot";
import { gateList } from "./savePanel";

const X_UNITS = { order: "", rpm: "rpm", Hz: "Hz", time: "s", none: "" } as const;
const MOST_CHANGES = 100;

export interface VersionEvents {
  edit(id: string): void;
  changed(): void;
}

/** All versions: who, when, why, what moved; activate and roll back. */
export class VersionsTab {
  readonly element = h("div", { class: "stack" });
  readonly #error = h("p", { class: "error", role: "alert" });
  readonly #detail = h("div", { class: "stack" });
  readonly #slot = new Slot();

  constructor(
    readonly api: LimitApi,
    readonly versions: LimitVersions,
    readonly events: VersionEvents,
  ) {
    const titles = ["version", "author", "at", "reason", "edits", "state"] as const;
    const rows = versions.versions.map((version) => this.#row(version));
    const rollBack = h("button", { type: "button", id: "limits-rollback" }, t("limits.rollBack"));
    rollBack.addEventListener("click", () => void this.#rollBack());
    rollBack.disabled = versions.versions.filter((version) => version.inForceSince !== null).length < 2;
    this.element.append(
      table([...titles.map((title) => t(`limits.versions.${title}`)), ""], rows),
      h("div", { class: "row" }, rollBack, h("span", { class: "small muted" }, t("limits.rollBack.hint"))),
      this.#error,
      this.#detail,
      this.#slot.element,
    );
    const newest = versions.versions[0];
    if (newest !== undefined) {
      void this.#show(newest);
    }
  }

  dispose(): void {
    this.#slot.dispose();
  }

  #row(version: LimitVersion): HTMLElement {
    const state: string = `limits.state.${version.state}`;
    const activate = h("button", { type: "button", class: "small" }, t("limits.activate"));
    activate.addEventListener("click", () => void this.#activate(version));
    activate.hidden = version.isInForce;
    const act = (label: string, run: () => void): HTMLElement =>
      h("button", { type: "button", class: "small", on: { click: run } }, label);
    return h(
      "tr",
      { "data-id": version.id },
      h("td", {}, h("b", {}, version.version), h("div", { class: "mono muted" }, version.id)),
      h("td", {}, version.author),
      h("td", { class: "time" }, version.at === null ? "" : moment(version.at)),
      h("td", {}, version.reason),
      h("td", { class: "number" }, version.edits),
      h(
        "td",
        {},
        h(
          "span",
          { class: `badge ${version.isInForce ? "is-pass" : version.hasPassedGate === false ? "is-fail" : "muted"}` },
          version.isInForce ? mark("PASS") : version.hasPassedGate === false ? mark("FAIL") : null,
          h("b", {}, isKey(state) ? t(state) : version.state),
        ),
      ),
      h(
        "td",
        {},
        h(
          "div",
          { class: "row nowrap" },
          act(t("limits.compare"), () => void this.#show(version)),
          act(t("limits.editFrom"), () => this.events.edit(version.id)),
          activate,
        ),
      ),
    );
  }

  async #show(version: LimitVersion): Promise<void> {
    const against = version.isInForce ? version.parent : this.versions.inForce;
    const known = this.versions.versions.find((other) => other.id === against);
    replace(this.#detail);
    if (known === undefined) {
      replace(
        this.#detail,
        h("section", { class: "card stack" }, h("h2", {}, version.id), h("p", {}, version.statement), gateOf(version)),
      );
      return;
    }
    const changes = await this.api.diff(known.id, version.id);
    const rows = changes.slice(0, MOST_CHANGES).map((change) => this.#change(change, known, version));
    const titles = ["curve", "range", "at", "before", "after"] as const;
    replace(
      this.#detail,
      h(
        "section",
        { class: "card stack" },
        h("h2", {}, t("limits.diff", { before: known.version, after: version.version })),
        h("p", { class: "small muted" }, `${known.id} → ${version.id}`),
        gateOf(version),
        changes.length === 0 && h("p", { class: "muted" }, t("limits.diff.none")),
      ),
      changes.length > 0 &&
        table(
          titles.map((title) => t(`limits.diff.${title}`)),
          rows,
        ),
    );
    if (changes[0] !== undefined) {
      await this.#draw(changes[0], known, version);
    }
  }

  #change(change: LimitChange, before: LimitVersion, after: LimitVersion): HTMLElement {
    const [step = "", channel = ""] = change.curve.split("/");
    // A scalar is a curve of one point at 0.
    const isSingle = change.from === 0 && change.to === 0;
    const draw = (): void => void this.#draw(change, before, after);
    return h(
      "tr",
      {},
      h(
        "td",
        {},
        h("button", { type: "button", class: "small quiet", on: { click: draw } }, ownName(change.curve)),
        h("span", { class: "small muted" }, ` ${curvePlace({ step, channel })}`),
      ),
      h("td", {}, isSingle ? figure(null) : `${figure(change.from)} … ${figure(change.to)}`),
      h("td", {}, isSingle ? figure(null) : figure(change.at)),
      h("td", {}, figure(change.before)),
      h("td", {}, figure(change.after)),
    );
  }

  #draw(change: LimitChange, before: LimitVersion, after: LimitVersion): Promise<void> {
    return this.#slot.show(async () => {
      const [was, is] = await Promise.all([
        this.api.curve(change.curve, before.id, 0),
        this.api.curve(change.curve, after.id, 0),
      ]);
      const side = change.side === "above" ? "upper" : "lower";
      const { info } = is;
      const title = curveTitle({ ...info, exceeded: false, worstMarginDb: null });
      if (is.positions.length < 2) {
        return [
          new ScalarGauge(title, info.unit, [is.good.low[0]!, is.good.high[0]!], [
            { label: t("motor.curve.median"), value: is.good.median[0]!, colour: "median" },
            { label: t("limits.version", { version: before.version }), value: was[side][0]!, colour: "series-2" },
            { label: t("limits.version", { version: after.version }), value: is[side][0]!, colour: "limit" },
          ]),
        ];
      }
      return [
        new LinePlot({
          title,
          x: { name: axisName(info.axis), unit: X_UNITS[info.axis], quantity: info.axis },
          y: { name: t("plot.level"), unit: info.unit },
          positions: is.positions,
          traces: [
            { label: t("motor.curve.band"), values: is.good.high, colour: "none" },
            { label: t("motor.curve.band"), values: is.good.low, colour: "none" },
            { label: t("motor.curve.median"), values: is.good.median, colour: "median", dash: [2, 3], width: 1.2 },
            { label: t("limits.version", { version: before.version }), values: was[side], colour: "limit", dash: [3, 4] },
            { label: t("limits.version", { version: after.version }), values: is[side], colour: "limit", width: 2.2 },
          ],
          band: [0, 1],
          logX: info.axis === "Hz",
        }),
      ];
    });
  }

  async #activate(version: LimitVersion): Promise<void> {
    const reason = await askReason(t("limits.activate.why", { version: version.version }));
    if (reason !== null) {
      await this.#attempt(() => this.api.activate(version.id, reason));
    }
  }

  async #rollBack(): Promise<void> {
    const reason = await askReason(t("limits.rollBack.why"));
    if (reason !== null) {
      await this.#attempt(() => this.api.rollBack(reason));
    }
  }

  async #attempt(change: () => Promise<void>): Promise<void> {
    try {
      await change();
      this.events.changed();
    } catch (problem) {
      this.#error.textContent = t("common.error", { reason: (problem as Error).message });
    }
  }
}

function gateOf(version: LimitVersion): HTMLElement | null {
  return version.gate.length === 0 ? null : gateList(version.gate);
}
