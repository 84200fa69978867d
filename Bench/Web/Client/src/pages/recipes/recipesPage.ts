import { listRecipes, readRecipe, readSchema, type Recipe, type RecipeEntry } from "../../api/recipes";
import type { Page } from "../../app";
import { h } from "../../dom";
import { figure, moment } from "../../format";
import { t } from "../../language";
import { link, type Route } from "../../router";
import "../../style/editors.css";
import { table } from "../population/populationPage";
import { RecipeEditor } from "./recipeEditor";

/** The part types of this bench; one of them with its revisions and its editor. */
export async function recipesPage(route: Route): Promise<Page> {
  const name = route.segments[1];
  return name === undefined ? list() : one(name);
}

async function list(): Promise<Page> {
  const recipes = await listRecipes();
  const titles = ["name", "revision", "description", "serial", "channels", "curves", "duration", "limits"] as const;
  const element = h(
    "div",
    { class: "stack" },
    h("h1", {}, t("nav.recipes")),
    table(
      titles.map((title) => t(`recipes.list.${title}`)),
      recipes.map(row),
    ),
  );
  return { title: t("nav.recipes"), element };
}

function row(recipe: RecipeEntry): HTMLElement {
  return h(
    "tr",
    {},
    h("td", {}, h("a", { href: link(["recipes", recipe.name]) }, h("b", {}, recipe.name))),
    h("td", { class: "number" }, recipe.revision),
    h("td", {}, recipe.description),
    h("td", { class: "mono" }, recipe.serialPattern),
    h("td", { class: "number" }, recipe.channels),
    h("td", { class: "number" }, recipe.curves),
    h("td", { class: "number" }, `${figure(recipe.durationSeconds)} s`),
    h("td", {}, t(recipe.learned ? "common.yes" : "common.no")),
  );
}

async function one(name: string): Promise<Page> {
  const [recipe, schema] = await Promise.all([readRecipe(name), readSchema()]);
  const editor = new RecipeEditor(recipe, schema, () => window.dispatchEvent(new HashChangeEvent("hashchange")));
  const element = h(
    "div",
    { class: "stack" },
    h(
      "div",
      { class: "page-head" },
      h("a", { class: "button small", href: "#/recipes" }, t("nav.recipes")),
      h("h1", { class: "grow" }, `${name} · ${t("recipes.revision", { revision: recipe.info.revision })}`),
    ),
    h("p", {}, recipe.info.description),
    editor.element,
    revisions(recipe),
  );
  return { title: `${t("nav.recipes")} ${name}`, element, dispose: () => editor.dispose() };
}

function revisions(recipe: Recipe): HTMLElement {
  const titles = [t("recipes.list.revision"), t("audit.user"), t("audit.at"), t("editors.reason"), "SHA-256"];
  const rows = recipe.revisions.map((revision) =>
    h(
      "tr",
      {},
      h(
        "td",
        {},
        h(
          "a",
          { href: `/api/part-types/${encodeURIComponent(recipe.info.name)}/text?revision=${revision.revision}` },
          revision.revision,
        ),
      ),
      h("td", {}, revision.author ?? t("recipes.shipped")),
      h("td", { class: "time" }, revision.at === null ? "" : moment(revision.at)),
      h("td", {}, revision.reason ?? ""),
      h("td", { class: "mono" }, revision.hash.slice(0, 12)),
    ),
  );
  return h("section", { class: "stack" }, h("h2", {}, t("recipes.revisions")), table(titles, rows));
}
