import { get, path, post, put, remove } from "../api/client";
import type { Page as Paged, Role, UserAccount } from "../api/contract";
import type { AppContext, Page } from "../app";
import { h, replace } from "../dom";
import { t } from "../language";

const ROLES: readonly Role[] = ["operator", "engineer", "scientist", "administrator"];

export async function usersPage(context: AppContext): Promise<Page> {
  const rows = h("tbody");
  const error = h("p", { class: "error", role: "alert" });
  const attempt = async (change: () => Promise<void>): Promise<boolean> => {
    try {
      await change();
      error.textContent = "";
      replace(
        rows,
        (await list()).map((user) => row(user, context, attempt)),
      );
      return true;
    } catch (problem) {
      error.textContent = t("common.error", { reason: (problem as Error).message });
      return false;
    }
  };
  replace(
    rows,
    (await list()).map((user) => row(user, context, attempt)),
  );
  const titles = h(
    "tr",
    {},
    h("th", { scope: "col" }, t("login.name")),
    h("th", { scope: "col" }, t("users.role")),
    h("td"),
  );
  const element = h(
    "div",
    { class: "stack" },
    h("h1", {}, t("users.title")),
    error,
    h("div", { class: "card table-scroll flush" }, h("table", {}, h("thead", {}, titles), rows)),
    addForm(attempt),
  );
  return { title: t("users.title"), element };
}

type Attempt = (change: () => Promise<void>) => Promise<boolean>;

async function list(): Promise<UserAccount[]> {
  const answer = await get<UserAccount[] | Paged<UserAccount>>("/api/users");
  return Array.isArray(answer) ? answer : answer.items;
}

function row(user: UserAccount, context: AppContext, attempt: Attempt): HTMLElement {
  const own = user.name === context.session.user?.name;
  const role = roleSelect(user.role, `${t("users.role")}: ${user.name}`);
  role.disabled = own;
  role.addEventListener("change", () => {
    void attempt(() => put(path`/api/users/${user.name}`, { name: user.name, role: role.value }));
  });
  const drop = (): void => {
    if (window.confirm(t("users.confirm", { name: user.name }))) {
      void attempt(() => remove(path`/api/users/${user.name}`));
    }
  };
  return h(
    "tr",
    {},
    h("td", {}, user.name),
    h("td", {}, role),
    h(
      "td",
      { class: "number" },
      !own && h("button", { class: "small", type: "button", on: { click: drop } }, t("users.remove")),
    ),
  );
}

function addForm(attempt: Attempt): HTMLElement {
  const name = h("input", { id: "new-name", required: true, autocomplete: "off" });
  const password = h("input", {
    id: "new-password",
    type: "password",
    minlength: 10,
    required: true,
    autocomplete: "new-password",
  });
  const role = roleSelect("operator", t("users.role"));
  role.id = "new-role";
  const form = h(
    "form",
    { class: "card filters" },
    h("h2", { class: "wide" }, t("users.add")),
    h("div", { class: "field" }, h("label", { for: "new-name" }, t("login.name")), name),
    h("div", { class: "field" }, h("label", { for: "new-role" }, t("users.role")), role),
    h("div", { class: "field" }, h("label", { for: "new-password" }, t("users.password")), password),
    h("button", { class: "primary", type: "submit" }, t("users.add")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const account = { name: name.value, role: role.value, password: password.value };
    void attempt(() => post("/api/users", account)).then((worked) => worked && form.reset());
  });
  return form;
}

function roleSelect(current: Role, label: string): HTMLSelectElement {
  return h(
    "select",
    { "aria-label": label },
    ROLES.map((role) => h("option", { value: role, selected: role === current }, t(`role.${role}`))),
  );
}
