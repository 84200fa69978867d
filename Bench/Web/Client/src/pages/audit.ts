import { get } from "../api/client";
import type { AuditEntry, Page as Paged } from "../api/contract";
import type { Page } from "../app";
import { h } from "../dom";
import { moment } from "../format";
import { type Key, t } from "../language";
import { link, type Route } from "../router";

const PAGE_SIZE = 100;

/** Who changed what, with the values before and after. */
export async function auditPage(route: Route): Promise<Page> {
  const page = Number(route.query.get("page") ?? 1);
  const found = await get<Paged<AuditEntry>>("/api/audit", { page, pageSize: PAGE_SIZE });
  const titles: Key[] = ["audit.at", "audit.user", "audit.action", "audit.object", "audit.before", "audit.after"];
  const rows = found.items.map((entry) =>
    h(
      "tr",
      {},
      h("td", { class: "time" }, moment(entry.at)),
      h("td", {}, entry.user),
      h("td", {}, entry.action),
      h("td", { class: "mono" }, entry.object),
      h("td", { class: "mono" }, text(entry.before)),
      h("td", { class: "mono" }, text(entry.after)),
    ),
  );
  const pages = Math.max(1, Math.ceil(found.total / PAGE_SIZE));
  const to = (target: number, label: Key): HTMLElement | false =>
    target >= 1 &&
    target <= pages &&
    h("a", { class: "button", href: link(["audit"], { page: String(target) }) }, t(label));
  const element = h(
    "div",
    { class: "stack" },
    h("h1", {}, t("audit.title")),
    h(
      "div",
      { class: "card table-scroll flush" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            titles.map((key) => h("th", { scope: "col" }, t(key))),
          ),
        ),
        h("tbody", {}, rows),
      ),
    ),
    h(
      "div",
      { class: "row" },
      to(page - 1, "results.previous"),
      pages > 1 && t("results.page", { page, pages }),
      to(page + 1, "results.next"),
    ),
  );
  return { title: t("audit.title"), element };
}

function text(value: unknown): string {
  return value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
}
