import { h, replace } from "../dom";

export interface Tab {
  id: string;
  label: string;
  /** Made when the tab is first opened. */
  open(): TabContent;
}

export interface TabContent {
  element: HTMLElement;
  dispose?(): void;
}

/** Tabs after the ARIA pattern: arrows move between them, the panel belongs to the selected one. */
export function tabs(
  label: string,
  entries: readonly Tab[],
  current: string,
  onChange: (id: string) => void,
): TabContent {
  const panel = h("div", { role: "tabpanel", tabindex: -1, class: "stack" });
  const contents = new Map<string, TabContent>();
  const buttons = entries.map((tab) => {
    const button = h(
      "button",
      { type: "button", role: "tab", id: `tab-${tab.id}`, "aria-controls": "tab-panel" },
      tab.label,
    );
    button.addEventListener("click", () => select(tab));
    return button;
  });
  panel.id = "tab-panel";
  const bar = h("div", { class: "tabs", role: "tablist", "aria-label": label }, buttons);
  bar.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step !== 0) {
      const at = buttons.findIndex((button) => button.getAttribute("aria-selected") === "true");
      const next = (at + step + buttons.length) % buttons.length;
      select(entries[next]!);
      buttons[next]!.focus();
    }
  });
  const select = (tab: Tab): void => {
    entries.forEach((entry, i) => {
      buttons[i]!.setAttribute("aria-selected", String(entry === tab));
      buttons[i]!.tabIndex = entry === tab ? 0 : -1;
    });
    const content = contents.get(tab.id) ?? tab.open();
    contents.set(tab.id, content);
    panel.setAttribute("aria-labelledby", `tab-${tab.id}`);
    replace(panel, content.element);
    onChange(tab.id);
  };
  select(entries.find((tab) => tab.id === current) ?? entries[0]!);
  const dispose = (): void => contents.forEach((content) => content.dispose?.());
  return { element: h("div", { class: "stack" }, bar, panel), dispose };
}
