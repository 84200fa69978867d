import { h } from "../../dom";

/** A text area with line numbers; lines with a fault are marked. Tab leaves it, as everywhere. */
export class CodeArea {
  readonly element: HTMLElement;
  readonly #gutter = h("pre", { class: "gutter", "aria-hidden": "true" });
  readonly #area: HTMLTextAreaElement;
  #faults: ReadonlySet<number> = new Set();
  #lines = 0;

  constructor(label: string, text: string, onInput: () => void, onCaret: () => void) {
    this.#area = h("textarea", { id: "recipe-text", wrap: "off", spellcheck: "false", "aria-label": label });
    this.#area.value = text;
    this.#area.addEventListener("input", () => {
      this.#number();
      onInput();
    });
    this.#area.addEventListener("scroll", () => (this.#gutter.scrollTop = this.#area.scrollTop));
    for (const event of ["keyup", "click", "focus"] as const) {
      this.#area.addEventListener(event, onCaret);
    }
    this.element = h("div", { class: "code" }, this.#gutter, this.#area);
    this.#number();
  }

  get text(): string {
    return this.#area.value;
  }

  get caret(): number {
    return this.#area.selectionStart;
  }

  mark(lines: ReadonlySet<number>): void {
    this.#faults = lines;
    this.#lines = 0;
    this.#number();
  }

  /** Puts the caret behind what stands on a line and shows it. */
  goTo(line: number): void {
    const lines = this.text.split("\n");
    const end = lines.slice(0, line).join("\n").replace(/,?\s*$/, "").length;
    this.#area.setSelectionRange(end, end);
    this.#area.focus();
    const height = this.#area.scrollHeight / lines.length;
    this.#area.scrollTop = Math.max(0, (line - 6) * height);
  }

  #number(): void {
    const lines = this.text.split("\n").length;
    if (lines === this.#lines) {
      return;
    }
    this.#lines = lines;
    this.#gutter.replaceChildren(
      ...Array.from({ length: lines }, (_, i) => [
        h("span", this.#faults.has(i + 1) ? { class: "fault" } : {}, i + 1),
        "\n",
      ]).flat(),
    );
    this.#gutter.scrollTop = this.#area.scrollTop;
  }
}
