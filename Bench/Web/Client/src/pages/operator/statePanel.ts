import type { PartTypeInfo, StationResult } from "../../api/contract";
import { h, replace } from "../../dom";
import { fixed } from "../../format";
import { either, isKey, type Key, t } from "../../language";
import { mark, type Sign } from "../../verdict";
import type { StationView } from "./stationView";

export interface PanelActions {
  clear(): void;
  again(serialNumber: string): void;
  stop(): void;
}

/** The big panel: colour, shape and word of the state, then what the operator needs next. */
export class StatePanel {
  readonly element = h("section", { class: "state", "aria-live": "assertive" });

  #key = "";
  #step = h("dd");
  #remaining = h("dd");
  #fill = h("div", { class: "fill" });

  constructor(readonly actions: PanelActions) {}

  draw(view: StationView, problem: string, partType: PartTypeInfo | undefined): void {
    const key = [view.sign, view.serialNumber, view.result?.id ?? "", problem].join("\n");
    if (key !== this.#key) {
      this.#key = key;
      this.element.className = `state state-${view.sign.toLowerCase()}`;
      this.element.dataset["sign"] = view.sign;
      replace(this.element, this.#word(view.sign), this.#content(view, problem, partType));
    }
    this.#drawProgress(view);
  }

  #word(sign: Sign): HTMLElement {
    const key = sign === "PASS" || sign === "FAIL" || sign === "INVALID" ? `verdict.${sign}` : `state.${sign}`;
    const word = t(key as Key);
    const picture = mark(sign);
    if (sign === "starting") {
      picture.classList.add("turning");
    }
    return h("div", { class: word.length > 9 ? "state-word long" : "state-word" }, picture, h("span", {}, word));
  }

  #content(view: StationView, problem: string, partType: PartTypeInfo | undefined): HTMLElement[] {
    const serial = h("p", { class: "state-serial" }, view.serialNumber);
    switch (view.sign) {
      case "testing":
        return [serial, this.#progress(partType), this.#buttons([["operator.stop", () => this.actions.stop()]])];
      case "starting":
        return [serial, text("state.starting.hint")];
      case "offline":
        return [text("state.offline.hint")];
      case "not-ready":
        return [h("p", { class: "state-text" }, problem)];
      case "ready":
        return view.serialNumber === "" ? [text("state.ready.hint")] : [serial, text("state.serial.hint")];
      default:
        return [serial, ...this.#verdict(view.result!)];
    }
  }

  #verdict(result: StationResult): HTMLElement[] {
    const [finding] = result.findings;
    const reason = either(result.reason ?? finding?.text ?? null, result.reasonFr ?? finding?.textFr ?? null);
    const said = either(
      result.instruction || finding?.instruction || null,
      result.instructionFr || finding?.instructionFr || null,
    );
    const instruction = said !== "" ? said : result.verdict === "PASS" ? t("operator.passOn") : t("operator.aside");
    const parts: HTMLElement[] = [];
    if (result.verdict !== "PASS" && reason !== "") {
      parts.push(h("p", { class: "state-text" }, h("b", {}, t("operator.reason")), reason));
    }
    parts.push(
      h("p", { class: "state-text state-do" }, h("b", {}, t("operator.what")), instruction),
      this.#buttons([
        ["operator.clear", () => this.actions.clear()],
        ...(result.verdict === "INVALID"
          ? ([["operator.again", () => this.actions.again(result.serialNumber)]] as [Key, () => void][])
          : []),
      ]),
    );
    return parts;
  }

  #buttons(actions: [Key, () => void][]): HTMLElement {
    return h(
      "div",
      { class: "state-actions" },
      actions.map(([key, act]) => h("button", { type: "button", "data-action": key, on: { click: act } }, t(key))),
    );
  }

  #progress(partType: PartTypeInfo | undefined): HTMLElement {
    this.#step = h("dd");
    this.#remaining = h("dd");
    this.#fill = h("div", { class: "fill" });
    const ticks = (partType?.steps ?? []).slice(1).map((step) => {
      const tick = h("div", { class: "tick" });
      tick.style.left = `${(100 * step.startSeconds) / partType!.durationSeconds}%`;
      return tick;
    });
    return h(
      "div",
      { class: "stack" },
      h(
        "div",
        { class: "progress-facts" },
        h("dl", {}, h("dt", {}, t("operator.step")), this.#step),
        h("dl", {}, h("dt", {}, t("operator.remaining")), this.#remaining),
      ),
      h("div", { class: "progress-bar", "aria-hidden": "true" }, this.#fill, ticks),
    );
  }

  #drawProgress({ running }: StationView): void {
    if (running !== null) {
      set(this.#step, stepName(running.step));
      set(this.#remaining, `${fixed(Math.ceil(Math.max(0, running.remainingSeconds)), 0)} s`);
      const share = running.ofSeconds > 0 ? Math.min(1, running.seconds / running.ofSeconds) : 0;
      this.#fill.style.transform = `scaleX(${share.toFixed(4)})`;
    }
  }
}

/** Steps have names of the part type's author; those of the common kinds are translated. */
export function stepName(step: string): string {
  const key = `step.${step.toLowerCase()}`;
  return isKey(key) ? t(key) : step;
}

function text(key: Key): HTMLElement {
  return h("p", { class: "state-text" }, t(key));
}

// A screen reader repeats what is written, so nothing is written twice.
function set(element: HTMLElement, words: string): void {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}
