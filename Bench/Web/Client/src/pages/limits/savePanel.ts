import type { ChangedMotor, GateItem, LimitApi, LimitPreview } from "../../api/limits";
import { h, replace } from "../../dom";
import { moment } from "../../format";
import { either, isKey, t } from "../../language";
import { link } from "../../router";
import { mark } from "../../verdict";
import { table } from "../population/populationPage";
import type { LimitDraft } from "./limitDraft";
import { ProgressBar } from "./progressBar";

const LAST = 500;

/** First the history's answer, then the saving: in this order only. */
export class SavePanel {
  readonly element: HTMLElement;
  readonly #last = h("input", { id: "limits-last", class: "short", type: "number", min: 1, max: 50000, value: LAST });
  readonly #ask = h("button", { type: "button", id: "limits-ask" }, t("limits.ask"));
  readonly #reason = h("input", { id: "limits-reason", maxlength: 500, autocomplete: "off" });
  readonly #save = h("button", { type: "button", id: "limits-save", class: "primary" }, t("limits.save"));
  readonly #progress = new ProgressBar();
  readonly #answer = h("div", { class: "stack", id: "limits-answer" });
  #answered = false;

  constructor(
    readonly api: LimitApi,
    readonly draft: LimitDraft,
    readonly onSaved: () => void,
  ) {
    this.#ask.addEventListener("click", () => void this.#preview());
    this.#save.addEventListener("click", () => void this.#saveNow());
    this.#reason.addEventListener("input", () => this.#enable());
    draft.subscribe(() => {
      this.#answered = false;
      this.#progress.stop();
      replace(this.#answer);
      this.#enable();
    });
    this.element = h(
      "section",
      { class: "card stack" },
      h("h2", {}, t("limits.history")),
      h(
        "div",
        { class: "row end" },
        h("div", { class: "field" }, h("label", { for: "limits-last" }, t("limits.last")), this.#last),
        this.#ask,
        this.#progress.element,
      ),
      this.#answer,
      h(
        "div",
        { class: "row end" },
        h("div", { class: "field grow" }, h("label", { for: "limits-reason" }, t("editors.reason")), this.#reason),
        this.#save,
      ),
      h("p", { class: "small muted" }, t("limits.save.hint")),
    );
    this.#enable();
  }

  #enable(): void {
    // What was learned again without further changes can be saved too.
    this.#ask.disabled = !this.draft.canUndo;
    this.#save.disabled = !this.#answered || this.#reason.value.trim() === "";
  }

  async #preview(): Promise<void> {
    const last = Math.max(1, Math.round(this.#last.valueAsNumber || LAST));
    const answer = await this.#progress.run(t("limits.asking"), (told, signal) =>
      this.api.preview(this.draft.body(), last, told, signal),
    );
    if (answer !== undefined) {
      this.#answered = true;
      replace(this.#answer, answerOf(answer));
      this.#enable();
    }
  }

  async #saveNow(): Promise<void> {
    this.#save.disabled = true;
    const saved = await this.#progress.run(t("limits.saving"), (told, signal) =>
      this.api.save(this.draft.body(), this.#reason.value.trim(), told, signal),
    );
    this.#enable();
    if (saved !== undefined) {
      this.onSaved();
    }
  }
}

function answerOf(answer: LimitPreview): HTMLElement[] {
  const summary = h(
    "p",
    { class: "answer", role: "status" },
    answer.changed.length === 0
      ? t("limits.answer.none", { motors: answer.motors })
      : t("limits.answer", {
          motors: answer.motors,
          changed: answer.changed.length,
          rejected: answer.nowRejected,
          passed: answer.nowPassed,
        }),
  );
  if (answer.changed.length === 0) {
    return [summary];
  }
  const titles = [t("operator.serial"), t("results.time"), t("limits.verdicts"), t("results.code"), t("limits.label")];
  return [summary, table(titles, answer.changed.map(row))];
}

function row(motor: ChangedMotor): HTMLElement {
  const label: string = `limits.label.${motor.label ?? ""}`;
  return h(
    "tr",
    {},
    h("td", {}, h("a", { href: link(["motor", motor.id, "findings"]) }, motor.serialNumber)),
    h("td", { class: "time" }, moment(motor.startedAt)),
    h("td", { class: "verdicts" }, verdict(motor.before), " → ", verdict(motor.after)),
    h("td", {}, either(motor.reason, motor.reasonFr)),
    h("td", {}, isKey(label) ? t(label) : ""),
  );
}

function verdict(value: ChangedMotor["after"]): HTMLElement {
  return h("span", { class: `badge is-${value.toLowerCase()}` }, mark(value), h("b", {}, t(`verdict.${value}`)));
}

/** What was asked at the gate, and what came out. */
export function gateList(items: readonly GateItem[]): HTMLElement {
  return h(
    "ul",
    { class: "plain gate" },
    items.map((item) => {
      const name: string = `limits.gate.${item.name}`;
      return h(
        "li",
        {},
        h(
          "span",
          { class: `badge ${item.isPassed ? "is-pass" : "is-fail"}` },
          mark(item.isPassed ? "PASS" : "FAIL"),
          h("b", {}, isKey(name) ? t(name) : item.name),
        ),
        h("span", { class: "small muted" }, item.text),
      );
    }),
  );
}
