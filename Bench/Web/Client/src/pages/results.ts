import { get, type Query } from "../api/client";
import type { Page as Paged, ResultSummary } from "../api/contract";
import type { AppContext, Page } from "../app";
import { h, replace } from "../dom";
import { fixed, moment } from "../format";
import { either, type Key, t } from "../language";
import { link, type Route } from "../router";
import { badge } from "../verdict";

const PAGE_SIZE = 50;
const TYPING_PAUSE_MS = 180;
const FILTERS = ["serial", "verdict", "partType", "code", "bench", "from", "to", "training"] as const;
type Filter = (typeof FILTERS)[number];

/** Search over all motors. What is searched stands in the address, so that it can be sent to a colleague. */
export function resultsPage(context: AppContext, route: Route): Page {
  const page = new ResultsPage(context, route.query);
  return { title: t("results.title"), element: page.element, dispose: () => page.dispose() };
}

class ResultsPage {
  readonly element = h("div", { class: "stack" });

  readonly #inputs = new Map<Filter, HTMLInputElement | HTMLSelectElement>();
  readonly #count = h("span", { class: "muted", role: "status" });
  readonly #rows = h("tbody");
  readonly #pager = h("div", { class: "row" });
  readonly #error = h("p", { class: "error", role: "alert" });

  #page: number;
  #timer: number | undefined;
  #request: AbortController | null = null;

  constructor(context: AppContext, query: URLSearchParams) {
    this.#page = Number(query.get("page") ?? 1);
    const partTypes = context.store.station?.partTypes.map((part) => part.name) ?? [];
    const form = h(
      "form",
      { class: "card filters", role: "search", on: { submit: (event) => event.preventDefault() } },
      this.#text("serial", "results.serial", "search"),
      this.#select("verdict", "results.verdict", [
        ["PASS", t("verdict.PASS")],
        ["FAIL", t("verdict.FAIL")],
        ["INVALID", t("verdict.INVALID")],
      ]),
      this.#select(
        "partType",
        "operator.partType",
        partTypes.map((name) => [name, name]),
      ),
      this.#text("code", "results.code", "text"),
      this.#text("bench", "results.bench", "text"),
      this.#text("from", "results.from", "date"),
      this.#text("to", "results.to", "date"),
      this.#check("training", "results.training"),
      h("button", { type: "button", on: { click: () => this.#reset() } }, t("results.reset")),
    );
    for (const [name, input] of this.#inputs) {
      const value = query.get(name) ?? "";
      if (input instanceof HTMLInputElement && input.type === "checkbox") {
        input.checked = value === "true";
      } else {
        input.value = value;
      }
      input.addEventListener("input", () => this.#changed());
    }
    this.#inputs.get("serial")!.dataset["autofocus"] = "";
    this.element.append(
      h("div", { class: "page-head" }, h("h1", { class: "grow" }, t("results.title")), this.#count),
      form,
      this.#error,
      h("div", { class: "card table-scroll flush" }, h("table", { class: "results" }, head(), this.#rows)),
      this.#pager,
    );
    void this.#load();
  }

  dispose(): void {
    window.clearTimeout(this.#timer);
    this.#request?.abort();
  }

  #text(name: Filter, label: Key, type: string): HTMLElement {
    return this.#field(name, label, h("input", { id: `filter-${name}`, type, autocomplete: "off" }));
  }

  #select(name: Filter, label: Key, options: [string, string][]): HTMLElement {
    const all = h("option", { value: "" }, t("results.all"));
    const choices = options.map(([value, word]) => h("option", { value }, word));
    return this.#field(name, label, h("select", { id: `filter-${name}` }, all, choices));
  }

  #check(name: Filter, label: Key): HTMLElement {
    const input = h("input", { id: `filter-${name}`, type: "checkbox" });
    this.#inputs.set(name, input);
    return h("span", { class: "check" }, input, h("label", { for: `filter-${name}` }, t(label)));
  }

  #field(name: Filter, label: Key, input: HTMLInputElement | HTMLSelectElement): HTMLElement {
    this.#inputs.set(name, input);
    return h("div", { class: "field" }, h("label", { for: `filter-${name}` }, t(label)), input);
  }

  #reset(): void {
    for (const input of this.#inputs.values()) {
      if (input instanceof HTMLInputElement && input.type === "checkbox") {
        input.checked = false;
      } else {
        input.value = "";
      }
    }
    this.#changed();
  }

  #changed(): void {
    this.#page = 1;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#load(), TYPING_PAUSE_MS);
  }

  #values(): Record<string, string> {
    const values: Record<string, string> = {};
    for (const [name, input] of this.#inputs) {
      if (input instanceof HTMLInputElement && input.type === "checkbox") {
        values[name] = input.checked ? "true" : "";
      } else {
        values[name] = input.value.trim();
      }
    }
    return values;
  }

  async #load(): Promise<void> {
    const values = this.#values();
    const shown = { ...values, page: this.#page > 1 ? String(this.#page) : "" };
    history.replaceState(null, "", link(["results"], shown));
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    const begin = performance.now();
    try {
      const found = await get<Paged<ResultSummary>>("/api/results", queryOf(values, this.#page), request.signal);
      this.#error.textContent = "";
      this.#draw(found, performance.now() - begin);
    } catch (problem) {
      if (!request.signal.aborted) {
        this.#error.textContent = t("common.error", { reason: (problem as Error).message });
      }
    }
  }

  #draw(found: Paged<ResultSummary>, tookMs: number): void {
    const took = t("results.took", { ms: Math.round(tookMs) });
    this.#count.textContent = `${t("results.count", { count: fixed(found.total, 0) })} · ${took}`;
    this.#count.dataset["ms"] = tookMs.toFixed(1);
    const none = h("tr", {}, h("td", { colspan: 6, class: "muted" }, t("results.none")));
    replace(this.#rows, found.items.length === 0 ? none : found.items.map(row));
    const pages = Math.max(1, Math.ceil(found.total / found.pageSize));
    const go = (page: number): void => {
      this.#page = page;
      void this.#load();
    };
    replace(
      this.#pager,
      pages > 1 && [
        h(
          "button",
          { type: "button", disabled: this.#page <= 1, on: { click: () => go(this.#page - 1) } },
          t("results.previous"),
        ),
        h("span", {}, t("results.page", { page: this.#page, pages })),
        h(
          "button",
          { type: "button", disabled: this.#page >= pages, on: { click: () => go(this.#page + 1) } },
          t("results.next"),
        ),
      ],
    );
  }
}

/** Days of the reader become instants: from its beginning, to its end. */
export function queryOf(values: Record<string, string>, page: number): Query {
  const { from = "", to = "", ...others } = values;
  return {
    ...others,
    from: from === "" ? "" : new Date(`${from}T00:00:00`).toISOString(),
    to: to === "" ? "" : new Date(new Date(`${to}T00:00:00`).getTime() + 864e5).toISOString(),
    page,
    pageSize: PAGE_SIZE,
  };
}

function head(): HTMLElement {
  const titles: Key[] = [
    "results.verdict",
    "operator.serial",
    "operator.partType",
    "results.code",
    "results.bench",
    "results.time",
  ];
  return h(
    "thead",
    {},
    h(
      "tr",
      {},
      titles.map((title) => h("th", { scope: "col" }, t(title))),
    ),
  );
}

export function row(result: ResultSummary): HTMLElement {
  return h(
    "tr",
    {},
    h("td", {}, badge(result.verdict)),
    h("td", { class: "serial" }, h("a", { href: link(["motor", result.id]) }, result.serialNumber)),
    h("td", {}, result.partType, result.training && h("span", { class: "tag" }, t("operator.training"))),
    h("td", { class: "reason" }, either(result.reason, result.reasonFr)),
    h("td", {}, result.bench),
    h("td", { class: "time" }, moment(result.startedAt)),
  );
}
