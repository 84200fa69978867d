import type { GateReport, JudgedRun, ModelCard, Share } from "../../api/models";
import type { Verdict } from "../../api/contract";
import { h } from "../../dom";
import { day, figure, moment, percent } from "../../format";
import { isKey, type Key, t } from "../../language";
import { link } from "../../router";
import { badge, mark } from "../../verdict";
import { table } from "../population/populationPage";

const MOST_ROWS = 200;

/** What a person must know of a baseline before it judges motors. */
export function cardPanel(card: ModelCard): HTMLElement {
  const facts: [Key, string][] = [
    ["models.goodMotors.short", `${card.motors} · ${t("models.groups")}: ${card.groups}`],
    ["models.learnedFrom", card.from === null || card.to === null ? "–" : `${day(card.from)} – ${day(card.to)}`],
    ["results.bench", card.benches.join(", ")],
    ["models.leftOut", String(card.leftOut.length)],
    ["models.toReview", card.toReview.join(", ") || "–"],
    ["models.parent", card.parent || "–"],
    ["models.falseRejects", `${share(card.falseRejects)} · ${t("models.budget")} ${percent(card.budget)}`],
    ["motor.software", card.software],
  ];
  const rows = card.detection.map((one) =>
    h(
      "tr",
      {},
      h("td", {}, one.cause || t("results.all")),
      h("td", { class: "number" }, `−${figure(one.dilutedDb)} dB`),
      h("td", { class: "number" }, share(one.found)),
    ),
  );
  return h(
    "section",
    { class: "card stack" },
    h("h2", {}, t("models.card")),
    h("p", {}, card.promise),
    h(
      "dl",
      { class: "facts" },
      facts.map(([key, value]) => [h("dt", {}, t(key)), h("dd", {}, value)]),
    ),
    rows.length > 0 && h("h3", {}, t("models.detection")),
    rows.length > 0 && table([t("label.cause"), t("models.weaker"), t("models.found")], rows),
    card.blindSpots.length > 0 && h("h3", {}, t("models.blindSpots")),
    h(
      "ul",
      {},
      card.blindSpots.map((spot) => h("li", {}, spot)),
    ),
  );
}

/** What came out at the gate. */
export function gatePanel(gate: GateReport): HTMLElement {
  const rows = gate.items.map((item) =>
    h(
      "tr",
      {},
      h("td", {}, h("span", { class: "row sign-word" }, mark(item.isPassed ? "PASS" : "FAIL"), nameOf(item.name))),
      h("td", {}, item.text),
    ),
  );
  return h(
    "section",
    { class: "card stack", "data-gate": gate.isPassed ? "passed" : "refused" },
    h("h2", {}, t(gate.isPassed ? "models.gate.passed" : "models.gate.refused")),
    table([t("models.gate.asked"), t("label.found")], rows),
    gate.changed.length > 0 && h("h3", {}, t("models.changed", { count: gate.changed.length })),
    gate.changed.length > 0 && runTable(gate.changed, (run) => [run.was, run.now[0]!]),
  );
}

/** Tests that are judged differently: from what to what, and why. */
export function runTable(runs: JudgedRun[], pair: (run: JudgedRun) => [string, string]): HTMLElement {
  const rows = runs.slice(0, MOST_ROWS).map((run) => {
    const [from, to] = pair(run);
    return h(
      "tr",
      {},
      h("td", { class: "serial" }, h("a", { href: link(["motor", run.id]) }, run.serialNumber)),
      h("td", { class: "time" }, moment(run.startedAt)),
      h("td", {}, verdictOf(from)),
      h("td", {}, verdictOf(to)),
      h("td", {}, run.reasons.find((reason) => reason !== "") ?? ""),
    );
  });
  return table([t("operator.serial"), t("results.time"), t("audit.before"), t("audit.after"), t("operator.reason")], rows);
}

function verdictOf(word: string): HTMLElement {
  return badge(word.toUpperCase() as Verdict);
}

function nameOf(name: string): string {
  const key = `models.gate.${name}`;
  return isKey(key) ? t(key) : name;
}

function share({ count, of, low, high }: Share): string {
  return `${t("models.countOf", { count, of })} (95 %: ${percent(low)} – ${percent(high)})`;
}
