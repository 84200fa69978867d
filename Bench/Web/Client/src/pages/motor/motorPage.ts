import { address, get, path } from "../../api/client";
import type { ResultDetail } from "../../api/contract";
import type { AppContext, Page } from "../../app";
import { h } from "../../dom";
import { bytes, figure, moment } from "../../format";
import { either, type Key, t } from "../../language";
import { CursorLink } from "../../plots/cursors";
import { link, type Route } from "../../router";
import { badge } from "../../verdict";
import { row } from "../results";
import { type Tab, tabs } from "../tabs";
import { Comparison } from "./comparison";
import { currentsOf, currentsTab } from "./currentsTab";
import { curvesTab } from "./curvesTab";
import { findingsTab } from "./findingsTab";
import { listenTab } from "./listenTab";
import { mapsTab } from "./mapsTab";
import { motorLabelsTab } from "./motorLabelsTab";
import { recordingTab } from "./recordingTab";
import { spectraTab } from "./spectraTab";

const FORMATS = ["csv", "npz", "wav", "uff", "tdms"];

/** What the tabs of one motor share. */
export interface MotorContext {
  motor: ResultDetail;
  path: string;
  comparison: Comparison;
  link: CursorLink;
}

/** Everything about one test of one motor. */
export async function motorPage(app: AppContext, route: Route): Promise<Page> {
  const id = route.segments[1] ?? "";
  const motor = await get<ResultDetail>(path`/api/results/${id}`);
  const context: MotorContext = {
    motor,
    path: path`/api/results/${id}`,
    comparison: new Comparison(motor),
    link: new CursorLink(),
  };
  const available = motor.recording?.available === true;
  const entries: Tab[] = [
    { id: "findings", label: t("motor.findings"), open: () => findingsTab(context) },
    { id: "curves", label: t("motor.curves"), open: () => curvesTab(context) },
    ...(available
      ? [
          { id: "maps", label: t("motor.maps"), open: () => mapsTab(context) },
          { id: "spectra", label: t("motor.spectra"), open: () => spectraTab(context) },
          ...(currentsOf(context).length > 0
            ? [{ id: "currents", label: t("motor.currents"), open: () => currentsTab(context) }]
            : []),
          { id: "recording", label: t("motor.recording"), open: () => recordingTab(context) },
          { id: "listen", label: t("motor.listen"), open: () => listenTab(context) },
        ]
      : []),
    { id: "history", label: t("motor.history"), open: () => ({ element: history(motor) }) },
    ...(app.session.user?.role === "operator" || motor.training
      ? []
      : [{ id: "labels", label: t("motor.labels"), open: () => motorLabelsTab(context) }]),
    { id: "data", label: t("motor.data"), open: () => ({ element: data(context) }) },
  ];
  const remember = (tab: string): void => window.history.replaceState(null, "", link(["motor", id, tab]));
  const content = tabs(motor.serialNumber, entries, route.segments[2] ?? "findings", remember);
  const element = h("div", { class: "stack" }, head(context), content.element);
  return { title: motor.serialNumber, element, dispose: () => content.dispose?.() };
}

function head({ motor, path, comparison }: MotorContext): HTMLElement {
  const reason = either(motor.reason, motor.reasonFr);
  const facts = [motor.partType, motor.bench, moment(motor.startedAt)];
  return h(
    "header",
    { class: `motor-head card is-soft-${motor.verdict.toLowerCase()}` },
    h(
      "div",
      { class: "grow" },
      h("h1", { class: "row" }, h("span", { class: "serial-large" }, motor.serialNumber), badge(motor.verdict)),
      h(
        "p",
        { class: "muted" },
        facts.join(" · "),
        motor.training && h("span", { class: "tag" }, t("operator.training")),
      ),
      reason !== "" && h("p", { class: "motor-reason" }, reason),
    ),
    h(
      "div",
      { class: "row" },
      comparison.element,
      h("a", { class: "button", href: `${path}/report`, target: "_blank", rel: "noopener" }, t("motor.report")),
    ),
  );
}

function history(motor: ResultDetail): HTMLElement {
  const rows = motor.sameSerial.some((test) => test.id === motor.id) ? motor.sameSerial : [motor, ...motor.sameSerial];
  return h(
    "div",
    { class: "card table-scroll flush" },
    h("table", { class: "results" }, h("tbody", {}, rows.map(row))),
  );
}

function data({ motor, path }: MotorContext): HTMLElement {
  const { recording } = motor;
  const facts: [Key, string][] = [
    ["motor.recipe", motor.recipeHash],
    ["motor.baseline", motor.baselineId ?? "–"],
    ["motor.software", motor.software],
    ["motor.score", figure(motor.anomalyScore)],
    ["motor.p", figure(motor.pValue)],
    ["motor.hash", recording?.hash ?? "–"],
  ];
  const downloads =
    recording?.available === true
      ? h(
          "div",
          { class: "row" },
          h(
            "a",
            { class: "button", href: `${path}/recording`, download: recording.file },
            `${t("motor.download")} (${bytes(recording.bytes)})`,
          ),
          FORMATS.map((format) =>
            h(
              "a",
              { class: "button", href: address(`${path}/export`, { format }), download: true },
              t("motor.export", { format: format.toUpperCase() }),
            ),
          ),
        )
      : h("p", { class: "muted" }, t("motor.recording.none"));
  return h(
    "div",
    { class: "card stack" },
    downloads,
    h(
      "dl",
      { class: "facts" },
      facts.flatMap(([key, value]) => [h("dt", {}, t(key)), h("dd", { class: "mono" }, value)]),
    ),
  );
}
