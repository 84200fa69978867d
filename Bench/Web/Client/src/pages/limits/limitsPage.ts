import { LimitApi } from "../../api/limits";
import type { AppContext, Page } from "../../app";
import { h, replace } from "../../dom";
import { t } from "../../language";
import { link, type Route } from "../../router";
import "../../style/editors.css";
import { EditorTab } from "./editorTab";
import { VersionsTab } from "./versionsTab";

type View = "editor" | "versions";

/** Limits of one part type: edit, ask the history, save; versions, activate, roll back. */
export async function limitsPage(context: AppContext, route: Route): Promise<Page> {
  const names = context.store.station?.partTypes.map((part) => part.name) ?? [];
  const partType = route.query.get("partType") ?? names[0] ?? "7DL";
  const api = new LimitApi(partType);
  const holder = h("div", { class: "stack" });
  let shown: EditorTab | VersionsTab | null = null;
  let base = route.query.get("id") ?? "";
  let curve = route.query.get("curve") ?? "";
  const buttons = new Map<View, HTMLButtonElement>();

  const show = async (view: View): Promise<void> => {
    holder.setAttribute("aria-busy", "true");
    try {
      const versions = await api.versions();
      shown?.dispose();
      shown = view === "editor" ? await openEditor(versions) : openVersions(versions);
      replace(holder, shown.element);
      buttons.forEach((button, id) => button.setAttribute("aria-selected", String(id === view)));
      remember(view);
    } catch (problem) {
      const reason = t("common.error", { reason: (problem as Error).message });
      replace(holder, h("p", { class: "card error", role: "alert" }, reason));
    } finally {
      holder.removeAttribute("aria-busy");
    }
  };
  const remember = (view: View): void =>
    history.replaceState(null, "", link(["limits", view], { partType, curve, id: base }));
  const openEditor = async (versions: Awaited<ReturnType<LimitApi["versions"]>>): Promise<EditorTab> => {
    const id = base === "" ? versions.inForce : base;
    const curves = await api.curves(id);
    const current = curves.some((entry) => entry.name === curve) ? curve : curves[0]!.name;
    const onCurve = (name: string): void => {
      curve = name;
      remember("editor");
    };
    return new EditorTab(api, versions, id, curves, current, onCurve, () => {
      base = "";
      void show("versions");
    });
  };
  const openVersions = (versions: Awaited<ReturnType<LimitApi["versions"]>>): VersionsTab =>
    new VersionsTab(api, versions, {
      edit: (id) => {
        base = id;
        void show("editor");
      },
      changed: () => {
        base = "";
        void show("versions");
      },
    });
  const tab = (view: View): HTMLButtonElement => {
    const label = t(`limits.${view}`);
    const button = h("button", { type: "button", role: "tab", on: { click: () => void show(view) } }, label);
    buttons.set(view, button);
    return button;
  };
  const bar = h("div", { class: "tabs", role: "tablist", "aria-label": t("nav.limits") }, tab("editor"), tab("versions"));
  const head = h(
    "div",
    { class: "page-head" },
    h("h1", { class: "grow" }, t("nav.limits")),
    partTypeChoice(names, partType),
  );
  await show(route.segments[1] === "versions" ? "versions" : "editor");
  return {
    title: t("nav.limits"),
    element: h("div", { class: "stack" }, head, bar, holder),
    dispose: () => shown?.dispose(),
  };
}

function partTypeChoice(names: string[], current: string): HTMLElement {
  const select = h(
    "select",
    {},
    [...new Set([current, ...names])].map((name) => h("option", { value: name, selected: name === current }, name)),
  );
  select.addEventListener("change", () => {
    location.hash = link(["limits"], { partType: select.value });
  });
  return h("label", { class: "inline" }, t("operator.partType"), select);
}
