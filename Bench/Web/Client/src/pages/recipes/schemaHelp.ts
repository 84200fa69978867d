import type { Schema } from "../../api/recipes";
import { h, replace } from "../../dom";
import { t } from "../../language";
import { pathText } from "./jsonPath";

/** What the schema says of the place where the caret stands. */
export class SchemaHelp {
  readonly element = h("section", {
    class: "card stack schema-help",
    tabindex: 0,
    "aria-label": t("recipes.help"),
  });

  constructor(readonly root: Schema) {
    this.show([]);
  }

  show(path: readonly (string | number)[]): void {
    const found = resolve(this.root, path);
    const nodes = found === null ? [] : choices(this.root, found);
    const members = nodes.filter((node) => node.properties !== undefined);
    replace(
      this.element,
      h("h2", {}, t("recipes.help")),
      h("p", { class: "mono" }, path.length === 0 ? t("recipes.help.root") : pathText(path)),
      found === null
        ? h("p", { class: "muted" }, t("recipes.help.unknown"))
        : [
            found.description !== undefined && h("p", {}, found.description),
            h("p", { class: "small muted" }, kindOf(this.root, found)),
            members.map((node) => this.#members(node)),
          ],
    );
  }

  #members(node: Schema): HTMLElement {
    const kind = node.properties!["kind"]?.const;
    const entries = Object.entries(node.properties!).filter(([name]) => name !== "kind");
    const list = h(
      "dl",
      { class: "members" },
      entries.map(([name, member]) => {
        const full = deref(this.root, member);
        return [
          h(
            "dt",
            {},
            h("span", { class: "mono" }, name),
            node.required?.includes(name) === true && h("span", { class: "small is-invalid" }, ` ${t("recipes.required")}`),
          ),
          h(
            "dd",
            { class: "small" },
            member.description ?? full.description ?? "",
            h("span", { class: "muted" }, ` ${kindOf(this.root, full)}`),
          ),
        ];
      }),
    );
    return kind === undefined
      ? list
      : h("details", {}, h("summary", { class: "mono" }, `"kind": "${String(kind)}"`), list);
  }
}

/** The node of a path; null where the schema has none. */
export function resolve(root: Schema, path: readonly (string | number)[]): Schema | null {
  let at: Schema = root;
  for (const part of path) {
    const next: Schema | undefined = choices(root, at)
      .map((node) => (typeof part === "number" ? node.items : node.properties?.[part]))
      .find((node) => node !== undefined);
    if (next === undefined) {
      return null;
    }
    const full = deref(root, next);
    at = next.description === undefined ? full : { ...full, description: next.description };
  }
  return at;
}

function choices(root: Schema, node: Schema): Schema[] {
  const full = deref(root, node);
  return full.anyOf === undefined ? [full] : full.anyOf.map((each) => deref(root, each));
}

function deref(root: Schema, node: Schema): Schema {
  if (node.$ref === undefined) {
    return node;
  }
  let at: unknown = root;
  for (const part of node.$ref.split("/").slice(1)) {
    at = (at as Record<string, unknown>)[part.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return deref(root, at as Schema);
}

function kindOf(root: Schema, node: Schema): string {
  if (node.enum !== undefined) {
    return node.enum.map((value) => JSON.stringify(value)).join(" | ");
  }
  const types = [node.type ?? []].flat().filter((type) => type !== "null");
  if (types.includes("array") && node.items !== undefined) {
    return t("recipes.listOf", { kind: kindOf(root, deref(root, node.items)) });
  }
  return types.map((type) => wordOf(type)).join(" | ");
}

function wordOf(type: string): string {
  const words: Record<string, string> = {
    string: t("recipes.type.string"),
    number: t("recipes.type.number"),
    integer: t("recipes.type.integer"),
    object: t("recipes.type.object"),
    boolean: t("recipes.type.boolean"),
  };
  return words[type] ?? type;
}
