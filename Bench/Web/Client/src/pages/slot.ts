import { h, replace } from "../dom";
import { t } from "../language";

export interface Disposable {
  element: HTMLElement;
  dispose(): void;
}

/** A place for what is loaded: says that it loads, what went wrong, and never shows an answer that came too late. */
export class Slot {
  readonly element = h("div", { class: "slot" });
  #turn = 0;
  #held: Disposable[] = [];

  async show(load: () => Promise<Disposable[]>): Promise<void> {
    const turn = ++this.#turn;
    this.element.setAttribute("aria-busy", "true");
    if (this.#held.length === 0) {
      replace(this.element, h("p", { class: "muted card" }, t("plot.loading")));
    }
    try {
      const made = await load();
      if (turn !== this.#turn) {
        made.forEach((each) => each.dispose());
        return;
      }
      this.#drop();
      this.#held = made;
      replace(
        this.element,
        made.length === 0 ? h("p", { class: "muted card" }, t("plot.empty")) : made.map((each) => each.element),
      );
    } catch (problem) {
      if (turn === this.#turn) {
        this.#drop();
        const reason = t("common.error", { reason: (problem as Error).message });
        replace(this.element, h("p", { class: "error card", role: "alert" }, reason));
      }
    } finally {
      if (turn === this.#turn) {
        this.element.removeAttribute("aria-busy");
      }
    }
  }

  dispose(): void {
    this.#turn++;
    this.#drop();
  }

  #drop(): void {
    this.#held.forEach((each) => each.dispose());
    this.#held = [];
  }
}
