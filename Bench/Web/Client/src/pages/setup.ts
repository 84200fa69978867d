import { post } from "../api/client";
import type { AppContext, Page } from "../app";
import { h } from "../dom";
import { t } from "../language";
import type { Route } from "../router";

/** Reached by the one-time link that the server prints at its first start. */
export function setupPage(context: AppContext, route: Route): Page {
  const name = h("input", { id: "name", autocomplete: "username", required: true, "data-autofocus": true });
  const password = secret("password");
  const repeat = secret("repeat");
  const error = h("p", { class: "error", role: "alert" });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    error.textContent = "";
    if (password.value !== repeat.value) {
      error.textContent = t("setup.differ");
      return;
    }
    try {
      const token = route.query.get("token") ?? "";
      await post("/api/setup", { token, name: name.value, password: password.value });
      await post("/api/login", { name: name.value, password: password.value });
    } catch (problem) {
      error.textContent = t("common.error", { reason: (problem as Error).message });
      return;
    }
    history.replaceState(null, "", "#/");
    await context.restart();
  };
  const form = h(
    "form",
    { class: "card", on: { submit: (event) => void submit(event) } },
    h("h1", {}, t("setup.title")),
    h("p", { class: "muted" }, t("setup.hint")),
    h("div", { class: "field" }, h("label", { for: "name" }, t("login.name")), name),
    h("div", { class: "field" }, h("label", { for: "password" }, t("login.password")), password),
    h("div", { class: "field" }, h("label", { for: "repeat" }, t("setup.repeat")), repeat),
    error,
    h("button", { class: "primary", type: "submit" }, t("setup.submit")),
  );
  return { title: t("setup.title"), element: h("div", { class: "login" }, form) };
}

function secret(id: string): HTMLInputElement {
  return h("input", { id, type: "password", autocomplete: "new-password", minlength: 10, required: true });
}
