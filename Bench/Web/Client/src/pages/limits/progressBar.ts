import type { WorkProgress } from "../../api/progress";
import { h, replace } from "../../dom";
import { t } from "../../language";

/** Runs one piece of work at a time: shows how far it is and lets the reader stop it. */
export class ProgressBar {
  readonly element = h("div", { class: "row work", role: "status" });
  #abort: AbortController | null = null;

  /** Undefined where it was stopped or went wrong, which is shown. */
  async run<T>(
    what: string,
    work: (told: (progress: WorkProgress) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    const bar = h("progress", { "aria-label": what });
    const count = h("span", { class: "small muted" });
    const cancel = h("button", { type: "button", class: "small", on: { click: () => abort.abort() } }, t("common.cancel"));
    replace(this.element, h("span", {}, what), bar, count, cancel);
    this.element.setAttribute("aria-busy", "true");
    try {
      const result = await work(({ done, of }) => {
        bar.max = Math.max(1, of);
        bar.value = done;
        count.textContent = t("editors.progress", { done, of });
      }, abort.signal);
      replace(this.element);
      return result;
    } catch (problem) {
      const words = abort.signal.aborted
        ? t("editors.stopped")
        : t("common.error", { reason: (problem as Error).message });
      replace(this.element, h("p", { class: abort.signal.aborted ? "muted" : "error", role: "alert" }, words));
      return undefined;
    } finally {
      this.element.removeAttribute("aria-busy");
    }
  }

  stop(): void {
    this.#abort?.abort();
  }
}
