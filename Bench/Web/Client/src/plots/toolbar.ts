import type { KnownLine } from "../api/contract";
import { h } from "../dom";
import { t } from "../language";
import { CURSOR_MODES, type CursorMode } from "./cursors";
import type { LevelScale, LevelUnit } from "./levels";

export interface ToolbarState {
  mode: CursorMode;
  scale: LevelScale;
  reference: number;
  logX: boolean;
  peaks: boolean;
  groups: Set<KnownLine["group"]>;
}

export interface ToolbarActions {
  /** Values or axes changed. */
  rebuild(): void;
  /** Only what lies above the traces changed. */
  redraw(): void;
  reset(): void;
}

/** What can be chosen for a line plot. Only what makes sense for its data is there. */
export class PlotToolbar {
  readonly element = h("div", { class: "plot-tools" });
  readonly state: ToolbarState;

  constructor(
    of: { levels: LevelUnit; scale: LevelScale; logX: boolean; lines: readonly KnownLine[] },
    readonly actions: ToolbarActions,
  ) {
    const plain = of.levels.unit === "" || (!of.levels.decibel && of.levels.reference === null);
    this.state = {
      mode: "single",
      scale: of.levels.decibel || !plain ? of.scale : of.scale === "dB" ? "linear" : of.scale,
      reference: of.levels.reference ?? 1,
      logX: of.logX,
      peaks: false,
      groups: new Set(),
    };
    const mode = choice(
      t("plot.cursor"),
      CURSOR_MODES,
      this.state.mode,
      (m) => t(`plot.cursor.${m}`),
      (m) => {
        this.state.mode = m;
        actions.redraw();
      },
    );
    const scales: LevelScale[] =
      plain && !of.levels.decibel ? ["linear", "log"] : plain ? ["dB"] : ["dB", "linear", "log"];
    this.element.append(
      mode,
      ...(scales.length > 1 ? [this.#scale(scales)] : []),
      ...(of.levels.decibel || plain ? [] : [this.#reference()]),
      this.#toggle(t("plot.xLog"), this.state.logX, (on) => {
        this.state.logX = on;
        actions.rebuild();
      }),
      this.#toggle(t("plot.peaks"), false, (on) => {
        this.state.peaks = on;
        actions.redraw();
      }),
      ...this.#groups(of.lines),
      h("button", { class: "small", type: "button", on: { click: () => actions.reset() } }, t("plot.reset")),
      h("span", { class: "plot-help", title: t("plot.help"), "aria-label": t("plot.help"), role: "img" }, "?"),
    );
  }

  #scale(scales: LevelScale[]): HTMLElement {
    return choice(
      t("plot.scale"),
      scales,
      this.state.scale,
      (s) => t(`plot.scale.${s}`),
      (scale) => {
        this.state.scale = scale;
        this.actions.rebuild();
      },
    );
  }

  #reference(): HTMLElement {
    const input = h("input", { class: "short", value: this.state.reference, inputmode: "decimal" });
    input.addEventListener("change", () => {
      const value = Number(input.value.replace(",", "."));
      if (value > 0) {
        this.state.reference = value;
        this.actions.rebuild();
      } else {
        input.value = String(this.state.reference);
      }
    });
    return h("label", { class: "inline" }, t("plot.reference"), input);
  }

  #groups(lines: readonly KnownLine[]): HTMLElement[] {
    const groups = [...new Set(lines.map((line) => line.group))];
    return groups.map((group) =>
      this.#toggle(t(`plot.lines.${group}`), false, (on) => {
        this.state.groups[on ? "add" : "delete"](group);
        this.actions.redraw();
      }),
    );
  }

  #toggle(label: string, initial: boolean, change: (on: boolean) => void): HTMLButtonElement {
    const button = h("button", { class: "small", type: "button", "aria-pressed": String(initial) }, label);
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      change(on);
    });
    return button;
  }
}

export function choice<T extends string>(
  label: string,
  values: readonly T[],
  current: T,
  name: (value: T) => string,
  change: (value: T) => void,
): HTMLElement {
  const select = h(
    "select",
    { class: "small" },
    values.map((value) => h("option", { value, selected: value === current }, name(value))),
  );
  select.addEventListener("change", () => change(select.value as T));
  return h("label", { class: "inline" }, label, select);
}
