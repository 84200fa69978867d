import type { LimitApi, LimitCurve, LimitCurveEntry, LimitSide, LimitVersions } from "../../api/limits";
import { h, replace } from "../../dom";
import { figure, moment } from "../../format";
import { t } from "../../language";
import { curvePlace, ownName } from "../motor/curveNames";
import { CurveList } from "./curveList";
import { LimitDraft, levelled, type Limits, type Range, raised, smoothed } from "./limitDraft";
import { LimitPlot } from "./limitPlot";
import { LimitTools } from "./limitTools";
import { ProgressBar } from "./progressBar";
import { SavePanel } from "./savePanel";

const NUDGE = 0.5;

/** Edits limits: a curve is chosen, changed, asked of the history and saved. */
export class EditorTab {
  readonly element = h("div", { class: "split limits-editor" });
  readonly #draft: LimitDraft;
  readonly #plot: LimitPlot;
  readonly #tools: LimitTools;
  readonly #list: CurveList;
  readonly #title = h("h2", {});
  readonly #edits = h("div", {});
  readonly #progress = new ProgressBar();
  readonly #legend = h("p", { class: "small muted" }, t("limits.plot.help"));
  #curve: LimitCurve | null = null;
  #side: LimitSide = "above";
  #range: Range = [0, 0];
  #turn = 0;

  constructor(
    readonly api: LimitApi,
    readonly versions: LimitVersions,
    base: string,
    curves: LimitCurveEntry[],
    current: string,
    readonly onCurve: (name: string) => void,
    onSaved: () => void,
  ) {
    this.#draft = new LimitDraft(base);
    this.#plot = new LimitPlot({
      drag: (place, value) => this.#set(new Map([[place, value]])),
      select: (range) => this.#select(range),
      nudge: (steps) => this.#raise(steps * NUDGE),
    });
    this.#tools = new LimitTools({
      raise: (amount) => this.#raise(amount),
      level: (value) => this.#set(levelled(this.#range, value)),
      smooth: () => this.#set(smoothed(this.#limits(), this.#range)),
      select: (range) => this.#select(range),
      side: (side) => this.#choose(side),
      undo: () => this.#draft.undo(),
      redo: () => this.#draft.redo(),
      learn: () => void this.#learn(),
    });
    this.#list = new CurveList(
      curves,
      current,
      (name) => this.#draft.isChanged(name),
      (name) => void this.#open(name),
    );
    const save = new SavePanel(api, this.#draft, onSaved);
    this.element.append(
      this.#list.element,
      h(
        "div",
        { class: "slot" },
        h(
          "section",
          { class: "card stack" },
          this.#title,
          this.#tools.element,
          this.#plot.element,
          this.#legend,
          this.#progress.element,
          this.#edits,
        ),
        save.element,
      ),
    );
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.#draft.subscribe(() => void this.#changed());
    void this.#open(current);
  }

  dispose(): void {
    this.#plot.dispose();
    this.#progress.stop();
  }

  async #open(name: string): Promise<void> {
    const turn = ++this.#turn;
    this.element.setAttribute("aria-busy", "true");
    try {
      const curve = await this.api.curve(name, this.#draft.base);
      if (turn !== this.#turn) {
        return;
      }
      const isOther = this.#curve?.info.name !== name;
      this.#curve = curve;
      if (isOther) {
        this.#side = "above";
        this.#range = [0, curve.positions.length - 1];
      }
      this.onCurve(name);
      this.#draw();
    } catch (problem) {
      replace(this.#title, t("common.error", { reason: (problem as Error).message }));
    } finally {
      this.element.removeAttribute("aria-busy");
    }
  }

  // What was learned again has other limits everywhere.
  async #changed(): Promise<void> {
    this.#list.draw();
    await this.#open(this.#list.current);
  }

  #limits(): number[] {
    return this.#curve === null ? [] : this.#draft.limits(this.#curve, this.#side);
  }

  #set(limits: Limits): void {
    if (this.#curve !== null) {
      this.#draft.set(this.#curve, this.#side, limits);
    }
  }

  #raise(amount: number): void {
    if (this.#curve !== null) {
      this.#set(raised(this.#limits(), this.#range, amount, this.#curve.isDecibel));
    }
  }

  #select(range: Range): void {
    this.#range = range;
    this.#draw();
  }

  #choose(side: LimitSide): void {
    this.#side = side;
    this.#draw();
  }

  #draw(): void {
    const curve = this.#curve;
    if (curve === null) {
      return;
    }
    replace(this.#title, ownName(curve.info.name), h("span", { class: "muted small" }, ` ${curvePlace(curve.info)}`));
    const above = this.#draft.limits(curve, "above");
    const below = curve.lower.length > 0 ? this.#draft.limits(curve, "below") : [];
    this.#plot.show({ curve, above, below, side: this.#side, range: this.#range });
    this.#tools.show({
      curve,
      range: this.#range,
      side: this.#side,
      hasBelow: below.length > 0,
      canUndo: this.#draft.canUndo,
      canRedo: this.#draft.canRedo,
      limit: (this.#side === "above" ? above : below)[this.#range[0]] ?? null,
    });
    replace(this.#edits, this.#stretches(curve));
  }

  #stretches(curve: LimitCurve): HTMLElement | null {
    const edits = curve.edits.filter((edit) => !this.#draft.takenBack.includes(edit.place));
    if (edits.length === 0) {
      return null;
    }
    const items = edits.map((edit) =>
      h(
        "li",
        { class: "row" },
        h(
          "span",
          { class: "grow" },
          t("limits.stretch", { from: figure(edit.from), to: figure(edit.to), value: figure(edit.value) }),
          h("span", { class: "small muted" }, ` ${edit.author}, ${edit.at === null ? "" : moment(edit.at)}: ${edit.reason}`),
        ),
        h(
          "button",
          { type: "button", class: "small", on: { click: () => this.#draft.takeBack(edit) } },
          t("limits.takeBack"),
        ),
      ),
    );
    return h("details", {}, h("summary", {}, t("limits.stretches", { count: edits.length })), h("ul", { class: "plain" }, items));
  }

  async #learn(): Promise<void> {
    const again = await this.#progress.run(t("limits.learning"), (told, signal) =>
      this.api.learn(this.#draft.base, told, signal),
    );
    if (again !== undefined) {
      this.#draft.rebase(again.id);
      const words = t("limits.learned", { motors: again.motors, edits: again.edits });
      replace(this.#progress.element, h("p", { class: "muted" }, `${words} ${again.statement}`));
    }
  }

  #key(event: KeyboardEvent): void {
    const isText = event.target instanceof HTMLInputElement;
    if ((event.ctrlKey || event.metaKey) && !isText && (event.key === "z" || event.key === "y")) {
      event.preventDefault();
      if (event.key === "y" || event.shiftKey) {
        this.#draft.redo();
      } else {
        this.#draft.undo();
      }
    }
  }
}
