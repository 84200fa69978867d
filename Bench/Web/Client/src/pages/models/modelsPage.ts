import { get, path, post } from "../../api/client";
import type { Role } from "../../api/contract";
import type { ModelJob, ModelList } from "../../api/models";
import type { AppContext, Page } from "../../app";
import { h } from "../../dom";
import { t } from "../../language";
import { link, type Route } from "../../router";
import { tabs } from "../tabs";
import { dataSetTab } from "./dataSetTab";
import { JobPanel } from "./jobPanel";
import { labelsTab } from "./labelsTab";
import { versionsTab } from "./versionsTab";

/** What the tabs of the model pages share. */
export interface ModelContext {
  partType: string;
  role: Role;
  user: string;
  jobs: JobPanel;
  list(): Promise<ModelList>;
  /** Begins model work; what is wrong with it is thrown. */
  begin(task: Record<string, unknown>): Promise<void>;
  /** What a data scientist may do and an engineer only see. */
  mayTrain: boolean;
}

/** From labels and history to a baseline in force, each step with its figures. */
export function modelsPage(app: AppContext, route: Route): Page {
  const names = app.store.station?.partTypes.map((part) => part.name) ?? [];
  const partType = route.query.get("partType") ?? names[0] ?? "7DL";
  const user = app.session.user!;
  const jobs = new JobPanel(partType, user.role !== "engineer");
  const context: ModelContext = {
    partType,
    role: user.role,
    user: user.name,
    jobs,
    mayTrain: user.role !== "engineer",
    list: () => get<ModelList>("/api/models", { partType }),
    begin: async (task) => {
      await post("/api/models/jobs", { partType, ...task });
      await jobs.look();
    },
  };
  const open = (id: string): string => link(["models", id], { partType });
  let current = route.segments[1] ?? "versions";
  const select = h(
    "select",
    { id: "part-type" },
    [...new Set([partType, ...names])].map((name) => h("option", { value: name, selected: name === partType }, name)),
  );
  select.addEventListener("change", () => {
    location.hash = link(["models", current], { partType: select.value });
  });
  const entries = [
    { id: "versions", label: t("models.versions"), open: () => versionsTab(context) },
    ...(context.mayTrain ? [{ id: "data", label: t("models.data"), open: () => dataSetTab(context) }] : []),
    { id: "labels", label: t("models.labels"), open: () => labelsTab(context) },
  ];
  const content = tabs(t("models.title"), entries, current, (id) => {
    current = id;
    history.replaceState(null, "", open(id));
  });
  const element = h(
    "div",
    { class: "stack" },
    h(
      "div",
      { class: "page-head" },
      h("h1", { class: "grow" }, t("models.title")),
      h("label", { class: "inline", for: "part-type" }, t("operator.partType"), select),
    ),
    jobs.element,
    content.element,
  );
  const dispose = (): void => {
    content.dispose?.();
    jobs.dispose();
  };
  void jobs.look();
  return { title: t("models.title"), element, dispose };
}

export async function jobOf(id: string): Promise<ModelJob> {
  return get<ModelJob>(path`/api/models/jobs/${id}`);
}
