import { ApiError, getSession, post } from "./api/client";
import type { Role, Session } from "./api/contract";
import { h, replace } from "./dom";
import { type Key, type Language, language, setLanguage, t } from "./language";
import { parse, type Route } from "./router";
import { loginPage } from "./pages/login";
import { setupPage } from "./pages/setup";
import { setSound, soundOn } from "./sound";
import { StationStore } from "./stationStore";
import { mark } from "./verdict";

export interface AppContext {
  session: Session;
  store: StationStore;
  /** Reads the session again and draws everything new. */
  restart(): Promise<void>;
}

export interface Page {
  title: string;
  element: HTMLElement;
  dispose?(): void;
}

interface Entry {
  segment: string;
  label: Key;
  roles: readonly Role[];
  inMenu: boolean;
  load(context: AppContext, route: Route): Promise<Page>;
}

const ASK_AGAIN_MS = 1000;
const EVERYBODY: readonly Role[] = ["operator", "engineer", "scientist", "administrator"];

// Each page is a chunk of its own: the operator's page does not wait for the plots.
const PAGES: readonly Entry[] = [
  {
    segment: "",
    label: "nav.station",
    roles: EVERYBODY,
    inMenu: true,
    load: async (context) => (await import("./pages/operator/operatorPage")).operatorPage(context),
  },
  {
    segment: "results",
    label: "nav.results",
    roles: EVERYBODY,
    inMenu: true,
    load: async (context, route) => (await import("./pages/results")).resultsPage(context, route),
  },
  {
    segment: "motor",
    label: "nav.results",
    roles: EVERYBODY,
    inMenu: false,
    load: async (context, route) => (await import("./pages/motor/motorPage")).motorPage(context, route),
  },
  {
    segment: "population",
    label: "nav.population",
    roles: ["engineer", "scientist", "administrator"],
    inMenu: true,
    load: async (context, route) => (await import("./pages/population/populationPage")).populationPage(context, route),
  },
  {
    segment: "models",
    label: "nav.models",
    roles: ["engineer", "scientist", "administrator"],
    inMenu: true,
    load: async (context, route) => (await import("./pages/models/modelsPage")).modelsPage(context, route),
  },
  {
    segment: "limits",
    label: "nav.limits",
    roles: ["engineer", "administrator"],
    inMenu: true,
    load: async (context, route) => (await import("./pages/limits/limitsPage")).limitsPage(context, route),
  },
  {
    segment: "recipes",
    label: "nav.recipes",
    roles: ["engineer", "administrator"],
    inMenu: true,
    load: async (_, route) => (await import("./pages/recipes/recipesPage")).recipesPage(route),
  },
  {
    segment: "audit",
    label: "nav.audit",
    roles: ["engineer", "administrator"],
    inMenu: true,
    load: async (_, route) => (await import("./pages/audit")).auditPage(route),
  },
  {
    segment: "users",
    label: "nav.users",
    roles: ["administrator"],
    inMenu: true,
    load: async (context) => (await import("./pages/users")).usersPage(context),
  },
];

/** The frame around every page: navigation by role, language, sound, connection. */
export class App {
  readonly #store = new StationStore();
  readonly #main = h("main", { id: "content", tabindex: -1 });
  readonly #head = h("header", { class: "frame-head" });
  readonly #connection = h("span", { role: "status" });
  #session: Session | null = null;
  #page: Page | null = null;
  #visit = 0;
  #asking = false;

  constructor(readonly root: HTMLElement) {
    window.addEventListener("hashchange", () => void this.#show());
    this.#store.subscribe((event) => {
      if (event === "connection") {
        this.#drawConnection();
        void this.#askWhetherLoggedOut();
      }
    });
  }

  async start(): Promise<void> {
    const skip = h("a", { class: "skip button", href: "#content", on: { click: (e) => this.#skip(e) } }, t("nav.skip"));
    replace(this.root, skip, this.#head, this.#main);
    try {
      this.#session = await getSession();
    } catch {
      // The server may start later than the screen is switched on.
      replace(this.#main, h("p", { class: "card error", role: "alert" }, t("state.offline.hint")));
      window.setTimeout(() => void this.start(), 2000);
      return;
    }
    if (this.#session.user === null) {
      this.#store.close();
    } else {
      this.#store.open();
    }
    this.#drawHead();
    await this.#show();
  }

  #skip(event: MouseEvent): void {
    event.preventDefault();
    this.#main.focus();
  }

  async #show(): Promise<void> {
    const session = this.#session;
    if (session === null) {
      return;
    }
    const visit = ++this.#visit;
    const route = parse(location.hash);
    const context: AppContext = { session, store: this.#store, restart: () => this.start() };
    const page = await this.#load(context, route).catch((error: unknown) => failure(error));
    if (visit !== this.#visit) {
      page.dispose?.();
      return;
    }
    this.#page?.dispose?.();
    this.#page = page;
    document.title = `${page.title} · ${session.bench || "Bench"}`;
    replace(this.#main, page.element);
    this.#markCurrent(route);
    page.element.querySelector<HTMLElement>("[data-autofocus]")?.focus();
  }

  async #load(context: AppContext, route: Route): Promise<Page> {
    const [segment = ""] = route.segments;
    if (context.session.user === null) {
      return segment === "setup" ? setupPage(context, route) : loginPage(context);
    }
    const entry = PAGES.find((page) => page.segment === (segment === "login" || segment === "setup" ? "" : segment));
    if (entry === undefined) {
      return message(t("common.notFound"));
    }
    return entry.roles.includes(context.session.user.role)
      ? entry.load(context, route)
      : message(t("common.forbidden"));
  }

  #drawHead(): void {
    const session = this.#session!;
    const name = h(
      "span",
      { class: "frame-name" },
      h("img", { src: "./favicon.svg", alt: "" }),
      session.user === null ? "Bench" : session.bench || "Bench",
    );
    const tools = h("div", { class: "frame-tools" }, this.#connection);
    if (session.user !== null) {
      tools.append(soundButton());
    }
    tools.append(this.#languageButton());
    if (session.user !== null) {
      tools.append(
        h(
          "span",
          { class: "frame-user", title: t(`role.${session.user.role}`) },
          session.user.name,
          h("span", { class: "role" }, ` · ${t(`role.${session.user.role}`)}`),
        ),
        h("button", { class: "quiet", type: "button", on: { click: () => void this.#logout() } }, t("nav.logout")),
      );
    }
    replace(this.#head, name, this.#navigation(), tools);
    this.#drawConnection();
  }

  #navigation(): HTMLElement {
    const role = this.#session?.user?.role;
    const entries = PAGES.filter((page) => page.inMenu && role !== undefined && page.roles.includes(role));
    return h(
      "nav",
      { class: "frame-nav", "aria-label": t("nav.main") },
      entries.map((page) => h("a", { href: `#/${page.segment}`, "data-segment": page.segment }, t(page.label))),
    );
  }

  #markCurrent(route: Route): void {
    const current = route.segments[0] === "motor" ? "results" : (route.segments[0] ?? "");
    for (const anchor of this.#head.querySelectorAll<HTMLElement>("a[data-segment]")) {
      if (anchor.dataset["segment"] === current) {
        anchor.setAttribute("aria-current", "page");
      } else {
        anchor.removeAttribute("aria-current");
      }
    }
  }

  #drawConnection(): void {
    if (this.#session?.user == null) {
      replace(this.#connection);
      this.#connection.className = "";
      return;
    }
    const { connected } = this.#store;
    this.#connection.className = connected ? "connection" : "connection is-off";
    replace(this.#connection, mark(connected ? "PASS" : "offline"), t(connected ? "connection.on" : "connection.off"));
  }

  // A server that starts again may have forgotten the session; then only a log-in brings the events back.
  async #askWhetherLoggedOut(): Promise<void> {
    while (!this.#store.connected && this.#session?.user != null && !this.#asking) {
      this.#asking = true;
      const answer = await getSession().catch(() => null);
      this.#asking = false;
      if (answer !== null) {
        if (answer.user === null) {
          await this.start();
        }
        return;
      }
      await new Promise((resolve) => window.setTimeout(resolve, ASK_AGAIN_MS));
    }
  }

  #languageButton(): HTMLElement {
    const next: Language = language() === "fr" ? "en" : "fr";
    const name = next === "fr" ? "Français" : "English";
    const change = (): void => {
      setLanguage(next);
      void this.start();
    };
    return h("button", { class: "quiet", type: "button", lang: next, on: { click: change } }, name);
  }

  async #logout(): Promise<void> {
    await post("/api/logout").catch(() => undefined);
    this.#store.close();
    location.hash = "#/";
    await this.start();
  }
}

function soundButton(): HTMLElement {
  const button = h("button", { class: "quiet", type: "button" });
  const draw = (): void => {
    button.setAttribute("aria-pressed", String(soundOn()));
    replace(button, mark(soundOn() ? "sound" : "silence"), t("nav.sound"));
  };
  button.addEventListener("click", () => {
    setSound(!soundOn());
    draw();
  });
  draw();
  return button;
}

function message(text: string): Page {
  return { title: text, element: h("p", { class: "card" }, text) };
}

function failure(error: unknown): Page {
  const reason = error instanceof ApiError || error instanceof Error ? error.message : String(error);
  const text = t("common.error", { reason });
  const retry = h(
    "button",
    { type: "button", on: { click: () => window.dispatchEvent(new HashChangeEvent("hashchange")) } },
    t("common.retry"),
  );
  return { title: text, element: h("div", { class: "card stack", role: "alert" }, h("p", {}, text), retry) };
}
