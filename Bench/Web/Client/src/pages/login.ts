import { ApiError, post } from "../api/client";
import type { AppContext, Page } from "../app";
import { h } from "../dom";
import { t } from "../language";

export function loginPage(context: AppContext): Page {
  const name = h("input", {
    id: "name",
    name: "name",
    autocomplete: "username",
    required: true,
    "data-autofocus": true,
  });
  const password = h("input", {
    id: "password",
    name: "password",
    type: "password",
    autocomplete: "current-password",
    required: true,
  });
  const error = h("p", { class: "error", role: "alert" });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    error.textContent = "";
    try {
      await post("/api/login", { name: name.value, password: password.value });
    } catch (problem) {
      error.textContent = reason(problem);
      password.select();
      return;
    }
    await context.restart();
  };
  const form = h(
    "form",
    { class: "card", on: { submit: (event) => void submit(event) } },
    h("h1", {}, t("login.title")),
    context.session.setupNeeded && h("p", { class: "muted" }, t("setup.needed")),
    h("div", { class: "field" }, h("label", { for: "name" }, t("login.name")), name),
    h("div", { class: "field" }, h("label", { for: "password" }, t("login.password")), password),
    error,
    h("button", { class: "primary", type: "submit" }, t("login.submit")),
  );
  return { title: t("login.title"), element: h("div", { class: "login" }, form) };
}

function reason(problem: unknown): string {
  const status = problem instanceof ApiError ? problem.status : 0;
  if (status === 401) {
    return t("login.wrong");
  }
  return status === 429 ? t("login.many") : t("common.error", { reason: (problem as Error).message });
}
