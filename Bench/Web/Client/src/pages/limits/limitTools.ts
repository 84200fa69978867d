import type { LimitCurve, LimitSide } from "../../api/limits";
import { h } from "../../dom";
import { figure } from "../../format";
import { t } from "../../language";
import { unitName } from "../../units";
import type { Range } from "./limitDraft";

export interface LimitToolEvents {
  raise(amount: number): void;
  level(value: number): void;
  smooth(): void;
  select(range: Range): void;
  side(side: LimitSide): void;
  undo(): void;
  redo(): void;
  learn(): void;
}

export interface LimitToolState {
  curve: LimitCurve;
  range: Range;
  side: LimitSide;
  hasBelow: boolean;
  canUndo: boolean;
  canRedo: boolean;
  limit: number | null;
}

const X_UNITS = { order: "", rpm: "rpm", Hz: "Hz", time: "s", none: "" } as const;

/** What can be done with a limit without a pointer: stretch, raise, lower, set, smooth, undo, redo, learn. */
export class LimitTools {
  readonly element: HTMLElement;
  readonly #from = field("limits-from");
  readonly #to = field("limits-to");
  readonly #by = field("limits-by");
  readonly #value = field("limits-value");
  readonly #byLabel = h("label", { for: "limits-by" });
  readonly #side = h("select", { id: "limits-side" });
  readonly #sideField = h("div", { class: "field" }, h("label", { for: "limits-side" }, t("limits.side")), this.#side);
  readonly #rangeFields: HTMLElement[];
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  readonly #smooth: HTMLButtonElement;
  #state: LimitToolState | null = null;

  constructor(readonly events: LimitToolEvents) {
    this.#by.value = "1";
    for (const side of ["above", "below"] as const) {
      this.#side.append(h("option", { value: side }, t(`limits.side.${side}`)));
    }
    this.#side.addEventListener("change", () => events.side(this.#side.value as LimitSide));
    this.#from.addEventListener("change", () => this.#range());
    this.#to.addEventListener("change", () => this.#range());
    this.#rangeFields = [labelled(t("limits.from"), this.#from), labelled(t("limits.to"), this.#to)];
    this.#undo = button(t("limits.undo"), () => events.undo());
    this.#redo = button(t("limits.redo"), () => events.redo());
    this.#smooth = button(t("limits.smooth"), () => events.smooth());
    const amount = (sign: number): void => {
      if (Number.isFinite(this.#by.valueAsNumber)) {
        events.raise(sign * this.#by.valueAsNumber);
      }
    };
    const set = (): void => {
      if (Number.isFinite(this.#value.valueAsNumber)) {
        events.level(this.#value.valueAsNumber);
      }
    };
    this.element = h(
      "div",
      { class: "limit-tools", role: "toolbar", "aria-label": t("limits.tools") },
      this.#sideField,
      this.#rangeFields,
      group(
        h("div", { class: "field" }, this.#byLabel, this.#by),
        button(t("limits.raise"), () => amount(1)),
        button(t("limits.lower"), () => amount(-1)),
      ),
      group(labelled(t("limits.value"), this.#value), button(t("limits.set"), set)),
      group(
        this.#smooth,
        button(t("limits.learn"), () => events.learn()),
        this.#undo,
        this.#redo,
      ),
    );
  }

  show(state: LimitToolState): void {
    this.#state = state;
    const { curve, range } = state;
    const isScalar = curve.positions.length < 2;
    const unit = unitName(X_UNITS[curve.info.axis]);
    this.#rangeFields.forEach((element, i) => {
      element.hidden = isScalar;
      element.querySelector("label")!.textContent = `${t(i === 0 ? "limits.from" : "limits.to")} ${unit}`.trimEnd();
    });
    this.#from.value = String(curve.positions[range[0]]);
    this.#to.value = String(curve.positions[range[1]]);
    this.#byLabel.textContent = t(curve.isDecibel ? "limits.byDb" : "limits.byPercent");
    this.#value.placeholder = figure(state.limit);
    this.#sideField.hidden = !state.hasBelow;
    this.#side.value = state.side;
    this.#smooth.disabled = range[1] - range[0] < 2;
    this.#undo.disabled = !state.canUndo;
    this.#redo.disabled = !state.canRedo;
  }

  #range(): void {
    const positions = this.#state!.curve.positions;
    const from = nearest(positions, this.#from.valueAsNumber);
    const to = nearest(positions, this.#to.valueAsNumber);
    this.events.select([Math.min(from, to), Math.max(from, to)]);
  }
}

/** Index of the position nearest to a number. */
export function nearest(positions: readonly number[], wanted: number): number {
  let best = 0;
  positions.forEach((position, i) => {
    if (Math.abs(position - wanted) < Math.abs(positions[best]! - wanted)) {
      best = i;
    }
  });
  return best;
}

function field(id: string): HTMLInputElement {
  return h("input", { id, class: "short", type: "number", step: "any" });
}

function labelled(label: string, input: HTMLInputElement): HTMLElement {
  return h("div", { class: "field" }, h("label", { for: input.id }, label), input);
}

function group(...children: HTMLElement[]): HTMLElement {
  return h("div", { class: "row end" }, children);
}

function button(label: string, act: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: "small", on: { click: act } }, label);
}
