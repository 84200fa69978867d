import type { LimitCurveEntry } from "../../api/limits";
import { h, replace } from "../../dom";
import { t } from "../../language";
import { curvePlace, curveWord, ownName } from "../motor/curveNames";

const MOST_ROWS = 200;

/** The curves that have limits, filtered by words; those set by hand or changed are marked. */
export class CurveList {
  readonly element: HTMLElement;
  readonly #rows = h("ul", { class: "curve-list" });
  readonly #filter = h("input", { type: "search" });

  constructor(
    readonly curves: readonly LimitCurveEntry[],
    public current: string,
    readonly isChanged: (name: string) => boolean,
    readonly choose: (name: string) => void,
  ) {
    this.#filter.placeholder = t("motor.curve.filter");
    this.#filter.setAttribute("aria-label", t("motor.curve.filter"));
    this.#filter.addEventListener("input", () => this.draw());
    this.element = h("div", { class: "card stack curve-side" }, this.#filter, this.#rows);
    this.draw();
  }

  draw(): void {
    const words = this.#filter.value.toLowerCase().split(/\s+/);
    const fitting = this.curves.filter((curve) => words.every((word) => searchText(curve).includes(word)));
    replace(
      this.#rows,
      fitting.slice(0, MOST_ROWS).map((curve) => h("li", {}, this.#entry(curve))),
    );
  }

  #entry(curve: LimitCurveEntry): HTMLElement {
    const note = this.isChanged(curve.name)
      ? t("limits.changed")
      : curve.edits > 0
        ? t("limits.byHand", { count: curve.edits })
        : "";
    const choose = (): void => {
      this.current = curve.name;
      this.draw();
      this.#rows.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
      this.choose(curve.name);
    };
    return h(
      "button",
      {
        type: "button",
        class: "curve-entry",
        "aria-pressed": String(curve.name === this.current),
        "data-name": curve.name,
        on: { click: choose },
      },
      h("b", {}, ownName(curve.name)),
      h("span", { class: "small muted" }, `${curvePlace(curve)} · ${curveWord(curve.family)}`),
      h("span", { class: "small is-invalid" }, note),
    );
  }
}

function searchText(curve: LimitCurveEntry): string {
  return `${curve.name} ${ownName(curve.name)} ${curvePlace(curve)} ${curveWord(curve.family)}`.toLowerCase();
}
