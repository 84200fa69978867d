import { path, post } from "../../api/client";
import type { Alarm, ResultSummary, Shift, Verdict } from "../../api/contract";
import { type Child, h } from "../../dom";
import { clock, percent } from "../../format";
import { either, t } from "../../language";
import { link } from "../../router";
import { badge, mark } from "../../verdict";

const MOST_REASONS = 5;

export function shiftPanel(shift: Shift, onNewShift: () => void): Child[] {
  const most = Math.max(1, ...shift.reasons.map((reason) => reason.count));
  const bars = shift.reasons.slice(0, MOST_REASONS).map((reason) => {
    const bar = h("i");
    bar.style.width = `${(100 * reason.count) / most}%`;
    return h(
      "li",
      {},
      h("span", {}, either(reason.text, reason.textFr)),
      h("b", {}, reason.count),
      h("span", { class: "bar", "aria-hidden": "true" }, bar),
    );
  });
  return [
    h(
      "div",
      { class: "row" },
      h("h2", { class: "grow" }, t("operator.shift")),
      h("span", { class: "small muted" }, t("operator.shift.since", { time: clock(shift.since) })),
    ),
    h(
      "div",
      { class: "counts" },
      count(t("operator.tested"), shift.tested),
      verdictCount("PASS", shift.pass),
      verdictCount("FAIL", shift.fail),
      verdictCount("INVALID", shift.invalid),
      h("div", { class: "count wide" }, h("b", {}, percent(shift.firstPassYield)), t("operator.firstPass")),
    ),
    h("h3", {}, t("operator.rejects")),
    bars.length === 0 ? h("p", { class: "muted" }, t("operator.rejects.none")) : h("ul", { class: "bars" }, bars),
    h("p", { class: "row shift-new" }, button(t("operator.shift.new"), onNewShift)),
  ];
}

export function lastPanel(last: ResultSummary[]): Child[] {
  const rows = last.map((result) =>
    h(
      "li",
      {},
      badge(result.verdict),
      h("b", { class: "serial" }, h("a", { href: link(["motor", result.id]) }, result.serialNumber)),
      h("span", { class: "time" }, clock(result.startedAt)),
    ),
  );
  return [
    h("h2", {}, t("operator.last")),
    rows.length === 0 ? h("p", { class: "muted" }, t("operator.last.none")) : h("ol", { class: "last" }, rows),
  ];
}

/** Alarms that nobody has acknowledged come first and stay until somebody does. */
export function alarmPanel(alarms: Alarm[], afterwards: () => void): HTMLElement | null {
  const open = alarms.filter((alarm) => alarm.acknowledgedAt === null);
  const shown = [...open, ...alarms.filter((alarm) => alarm.acknowledgedAt !== null)].slice(
    0,
    Math.max(3, open.length),
  );
  if (shown.length === 0) {
    return null;
  }
  const items = shown.map((alarm) => {
    const done = alarm.acknowledgedAt !== null;
    const acknowledge = (): void => {
      void post(path`/api/alarms/${alarm.id}/acknowledge`).finally(afterwards);
    };
    return h(
      "li",
      { class: done ? "is-done" : alarm.severity === "alarm" ? "is-alarm" : "" },
      mark(alarm.severity === "alarm" ? "FAIL" : "INVALID"),
      h("span", { class: "grow" }, either(alarm.text, alarm.textFr)),
      h("span", { class: "small" }, clock(alarm.at)),
      done
        ? h("span", { class: "small" }, t("operator.acknowledged", { name: alarm.acknowledgedBy ?? "" }))
        : button(t("operator.acknowledge"), acknowledge, alarm.id),
    );
  });
  return h("section", { "aria-label": t("operator.alarms") }, h("ul", { class: "alarms" }, items));
}

function count(label: string, value: number): HTMLElement {
  return h("div", { class: "count" }, h("b", {}, value), label);
}

function verdictCount(verdict: Verdict, value: number): HTMLElement {
  return h(
    "div",
    { class: "count" },
    h("b", { class: `is-${verdict.toLowerCase()}` }, mark(verdict), value),
    t(`verdict.${verdict}`),
  );
}

function button(label: string, act: () => void, focusKey?: string): HTMLButtonElement {
  return h("button", { type: "button", "data-focus": focusKey, on: { click: act } }, label);
}
