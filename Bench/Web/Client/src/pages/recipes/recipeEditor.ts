import {
  checkRecipe,
  type Recipe,
  type RecipeCheck,
  type RecipeFault,
  saveRecipe,
  type Schema,
} from "../../api/recipes";
import { h, replace } from "../../dom";
import { t } from "../../language";
import { CodeArea } from "./codeArea";
import { DryRunPanel } from "./dryRunPanel";
import { pathAt } from "./jsonPath";
import { SchemaHelp } from "./schemaHelp";
import { nearChanges, textDiff } from "./textDiff";

const PAUSE_MS = 350;

/** Edits a part type: checked while it is typed, compared, tried on a recording, saved as the next revision. */
export class RecipeEditor {
  readonly element: HTMLElement;
  readonly #area: CodeArea;
  readonly #help: SchemaHelp;
  readonly #check = h("div", { class: "stack", role: "status", id: "recipe-check" });
  readonly #diff = h("div", { class: "stack" });
  readonly #dry: DryRunPanel;
  readonly #reason = h("input", { id: "recipe-reason", maxlength: 500, autocomplete: "off" });
  readonly #save = h("button", { type: "button", id: "recipe-save", class: "primary" }, t("recipes.save"));
  readonly #error = h("p", { class: "error", role: "alert" });
  #timer = 0;
  #asked: AbortController | null = null;
  #canSave = false;

  constructor(
    readonly recipe: Recipe,
    schema: Schema,
    readonly onSaved: () => void,
  ) {
    const { name } = recipe.info;
    const typed = (): void => this.#typed();
    const caret = (): void => this.#help.show(pathAt(this.#area.text, this.#area.caret));
    this.#area = new CodeArea(t("recipes.text", { name }), nextRevision(recipe), typed, caret);
    this.#help = new SchemaHelp(schema);
    this.#dry = new DryRunPanel(name, () => this.#area.text);
    this.#save.addEventListener("click", () => void this.#saveNow());
    this.#reason.addEventListener("input", () => this.#enable());
    this.element = h(
      "div",
      { class: "stack" },
      h(
        "div",
        { class: "recipe-split" },
        h("section", { class: "card stack" }, this.#area.element, this.#check),
        this.#help.element,
      ),
      h("section", { class: "card stack" }, h("h2", {}, t("recipes.diff", { revision: recipe.info.revision })), this.#diff),
      this.#dry.element,
      h(
        "section",
        { class: "card stack" },
        h("h2", {}, t("recipes.save")),
        h(
          "div",
          { class: "row end" },
          h("div", { class: "field grow" }, h("label", { for: "recipe-reason" }, t("editors.reason")), this.#reason),
          this.#save,
        ),
        h("p", { class: "small muted" }, t("recipes.save.hint")),
        this.#error,
      ),
    );
    void this.#dry.load();
    void this.#ask();
  }

  dispose(): void {
    window.clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#dry.dispose();
  }

  #typed(): void {
    this.#canSave = false;
    this.#enable();
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(), PAUSE_MS);
  }

  async #ask(): Promise<void> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.#check.setAttribute("aria-busy", "true");
    this.#drawDiff();
    try {
      this.#checked(await checkRecipe(this.recipe.info.name, this.#area.text, asked.signal));
    } catch (problem) {
      if (!asked.signal.aborted) {
        replace(this.#check, h("p", { class: "error" }, t("common.error", { reason: (problem as Error).message })));
      }
    } finally {
      if (this.#asked === asked) {
        this.#check.removeAttribute("aria-busy");
      }
    }
  }

  #checked(check: RecipeCheck): void {
    this.#area.mark(new Set(check.faults.flatMap((fault) => (fault.line === null ? [] : [fault.line]))));
    this.#canSave = check.faults.length === 0;
    this.#enable();
    replace(
      this.#check,
      check.faults.length === 0
        ? h("p", { class: "is-pass" }, t("recipes.valid"))
        : h(
            "ul",
            { class: "plain faults" },
            check.faults.map((fault) => this.#fault(fault)),
          ),
      check.faults.length === 0 && !check.measuresSame && h("p", { class: "is-invalid" }, t("recipes.measuresOther")),
      curvesOf(t("recipes.newCurves"), check.newCurves),
      curvesOf(t("recipes.goneCurves"), check.goneCurves),
    );
  }

  #fault({ line, message }: RecipeFault): HTMLElement {
    return h(
      "li",
      { class: "row" },
      line !== null &&
        h(
          "button",
          { type: "button", class: "small", on: { click: () => this.#area.goTo(line) } },
          t("recipes.line", { line }),
        ),
      h("span", { class: "error grow" }, message),
    );
  }

  #drawDiff(): void {
    const lines = nearChanges(textDiff(this.recipe.text, this.#area.text));
    const sign = { same: " ", gone: "−", new: "+" };
    replace(
      this.#diff,
      lines.length === 0
        ? h("p", { class: "muted" }, t("recipes.diff.none"))
        : h(
            "div",
            { class: "diff mono", tabindex: 0, role: "region", "aria-label": t("recipes.diff.label") },
            lines.map((line) =>
              line === null
                ? h("div", { class: "left-out" }, "⋯")
                : h(
                    "div",
                    { class: `line ${line.kind}` },
                    h("span", { class: "at" }, line.before ?? ""),
                    h("span", { class: "at" }, line.after ?? ""),
                    h("span", {}, `${sign[line.kind]} ${line.text}`),
                  ),
            ),
          ),
    );
  }

  #enable(): void {
    this.#save.disabled = !this.#canSave || this.#reason.value.trim() === "";
  }

  async #saveNow(): Promise<void> {
    this.#save.disabled = true;
    try {
      await saveRecipe(this.recipe.info.name, this.#area.text, this.#reason.value.trim());
      this.onSaved();
    } catch (problem) {
      this.#error.textContent = t("common.error", { reason: (problem as Error).message });
      this.#enable();
    }
  }
}

/** The text of a revision as the next one. */
export function nextRevision({ text, info }: Recipe): string {
  return text.replace(/("revision"\s*:\s*)\d+/, `$1${info.revision + 1}`);
}

function curvesOf(title: string, names: readonly string[]): HTMLElement | null {
  return names.length === 0
    ? null
    : h(
        "details",
        {},
        h("summary", {}, `${title}: ${names.length}`),
        h(
          "ul",
          { class: "mono small" },
          names.map((name) => h("li", {}, name)),
        ),
      );
}
