import { post } from "../../api/client";
import type { PartTypeInfo, Role, Station } from "../../api/contract";
import type { AppContext, Page } from "../../app";
import { h, redraw, replace } from "../../dom";
import { figure, fixed } from "../../format";
import { either, t } from "../../language";
import { sound } from "../../sound";
import type { StationEvent, StationStore } from "../../stationStore";
import { LiveSpectrumPlot } from "./liveSpectrum";
import { alarmPanel, lastPanel, shiftPanel } from "./sidePanels";
import { StatePanel } from "./statePanel";
import { partTypesOf, stationView } from "./stationView";
import { trainingDialog } from "./trainingDialog";

export function operatorPage(context: AppContext): Page {
  const page = new OperatorPage(context.store, context.session.user?.role ?? "operator");
  return { title: t("nav.station"), element: page.element, dispose: () => page.dispose() };
}

class OperatorPage {
  readonly element = h("div", { class: "station" });

  readonly #field = h("input", {
    id: "serial",
    name: "serial",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    maxlength: 64,
    placeholder: t("operator.serial.placeholder"),
    "data-autofocus": true,
  });
  readonly #start = h("button", { class: "primary", type: "submit" }, t("operator.start"));
  readonly #note = h("div", { class: "scanner-note", role: "status" });
  readonly #banner = h("div", { class: "training-banner", hidden: true }, t("operator.training.banner"));
  readonly #alarms = h("div", { hidden: true });
  readonly #shift = h("section", { class: "card" });
  readonly #last = h("section", { class: "card" });
  readonly #training = h("button", { type: "button", on: { click: () => void this.#switchTraining() } });
  readonly #speed = h("div", { class: "figure" });
  readonly #spectrumName = h("h3");
  readonly #spectrum = new LiveSpectrumPlot(t("operator.spectrum"));
  readonly #panel = new StatePanel({
    clear: () => void this.#clear(),
    again: (serialNumber) => void this.#run(serialNumber),
    stop: () => void this.#stop(),
  });
  readonly #unsubscribe: () => void;

  #chosen: string | null = null;
  #pending: string | null = null;
  #error = "";
  #lastSounded: string | null;

  constructor(
    readonly store: StationStore,
    readonly role: Role,
  ) {
    const submit = (event: Event): void => {
      event.preventDefault();
      void this.#run(this.#field.value.trim());
    };
    const scanner = h(
      "form",
      { class: "scanner", on: { submit } },
      h("div", { class: "field" }, h("label", { for: "serial" }, t("operator.serial")), this.#field),
      this.#start,
      this.#note,
    );
    const live = h(
      "div",
      { class: "live" },
      h("section", { class: "card" }, h("h3", {}, t("operator.speed")), this.#speed),
      h("section", { class: "card" }, this.#spectrumName, this.#spectrum.element),
    );
    this.element.append(
      h("div", { class: "station-main" }, this.#banner, this.#alarms, scanner, this.#panel.element, live),
      h("aside", { class: "station-side" }, this.#shift, this.#last, h("div", { class: "row" }, this.#training)),
    );
    this.#lastSounded = store.station?.result?.id ?? null;
    this.#field.addEventListener("input", () => this.#typed());
    document.addEventListener("keydown", this.#onKey);
    this.#unsubscribe = store.subscribe((event) => this.#on(event));
    this.#drawAll();
  }

  dispose(): void {
    document.removeEventListener("keydown", this.#onKey);
    this.#unsubscribe();
  }

  // A scanner types wherever the focus is: its letters belong into the field.
  readonly #onKey = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    if (document.querySelector("dialog[open]") !== null || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      void this.#clear();
    } else if (event.key.length === 1 && event.key !== " " && !target.matches("input, select, textarea")) {
      this.#field.focus();
    }
  };

  #on(event: StationEvent): void {
    if (event === "progress") {
      this.#drawPanel();
      this.#drawSpeed();
    } else if (event === "spectrum") {
      this.#drawSpectrum();
    } else {
      this.#settle(this.store.station);
      this.#drawAll();
    }
  }

  // The bench took the motor, or said why not: the wish is no longer pending.
  #settle(station: Station | null): void {
    if (station === null || station.state === "not-ready") {
      this.#pending = null;
      return;
    }
    const { result } = station;
    if (station.state === "testing" && station.running?.serialNumber === this.#pending) {
      this.#pending = null;
    }
    if (station.state === "verdict" && result !== null && result.id !== this.#lastSounded) {
      this.#lastSounded = result.id;
      this.#pending = null;
      void sound(result.verdict).catch(() => undefined);
    }
  }

  #typed(): void {
    this.#chosen = null;
    this.#error = "";
    this.#drawPanel();
    this.#drawScanner();
  }

  async #run(serialNumber: string): Promise<void> {
    if (serialNumber === "" || !this.#canStart()) {
      this.#focus();
      return;
    }
    const partType = this.#chosen ?? undefined;
    this.#pending = serialNumber;
    this.#field.value = "";
    this.#error = "";
    this.#drawAll();
    try {
      await post("/api/station/start", { serialNumber, partType });
    } catch (problem) {
      this.#pending = null;
      this.#field.value = serialNumber;
      this.#error = t("common.error", { reason: (problem as Error).message });
    }
    this.#chosen = null;
    this.#drawAll();
    this.#focus();
  }

  async #stop(): Promise<void> {
    await this.#ask(() => post("/api/station/stop"));
  }

  async #clear(): Promise<void> {
    if (this.#field.value !== "") {
      this.#field.value = "";
      this.#typed();
      this.#focus();
    } else if (this.store.station?.state === "verdict") {
      await this.#ask(() => post("/api/station/clear"));
    }
  }

  async #switchTraining(): Promise<void> {
    const { station } = this.store;
    if (station?.training === true) {
      await this.#ask(() => post("/api/station/training", { on: false }));
      return;
    }
    await this.#ask(async () => {
      const defect = await trainingDialog();
      if (defect !== null) {
        await post("/api/station/training", { on: true, ...(defect === "" ? {} : { defect }) });
      }
    });
  }

  async #newShift(): Promise<void> {
    if (window.confirm(t("operator.shift.confirm"))) {
      await this.#ask(() => post("/api/station/shift"));
    }
    this.#focus();
  }

  async #ask(request: () => Promise<void>): Promise<void> {
    try {
      await request();
      this.#error = "";
    } catch (problem) {
      this.#error = t("common.error", { reason: (problem as Error).message });
    }
    this.#drawScanner();
    this.#focus();
  }

  #focus(): void {
    this.#field.focus({ preventScroll: true });
  }

  #canStart(): boolean {
    const { station, connected } = this.store;
    // Without limits the bench is not ready, and an engineer records the motors to learn them from.
    const states = this.role === "operator" ? ["ready", "verdict"] : ["ready", "verdict", "not-ready"];
    return connected && this.#pending === null && station !== null && states.includes(station.state);
  }

  // The station changes while somebody stands on an alarm or a motor by keyboard: the focus stays there.
  #drawAll(): void {
    redraw(this.element, () => this.#drawEverything());
  }

  #drawEverything(): void {
    const { station } = this.store;
    const training = station?.training === true;
    this.#banner.hidden = !training;
    this.element.classList.toggle("is-training", training);
    replace(this.#training, t(training ? "operator.training.off" : "operator.training.on"));
    this.#training.disabled = station === null || station.state === "testing";
    const alarms = station === null ? null : alarmPanel(station.alarms, () => this.#focus());
    this.#alarms.hidden = alarms === null;
    replace(this.#alarms, alarms);
    if (station !== null) {
      replace(
        this.#shift,
        shiftPanel(station.shift, () => void this.#newShift()),
      );
      replace(this.#last, lastPanel(station.last));
    }
    this.#drawScanner();
    this.#drawPanel();
    this.#drawSpeed();
    this.#drawSpectrum();
  }

  #drawPanel(): void {
    const { station } = this.store;
    const view = stationView({
      connected: this.store.connected,
      station,
      running: this.store.running,
      typed: this.#field.value.trim(),
      pending: this.#pending,
    });
    const partType = station?.partTypes.find((part) => part.name === view.running?.partType);
    this.#panel.draw(view, either(station?.problem ?? null, station?.problemFr ?? null), partType);
  }

  #drawScanner(): void {
    const typed = this.#field.value.trim();
    const fitting = typed === "" ? [] : partTypesOf(typed, this.store.station?.partTypes ?? []);
    this.#start.disabled = !this.#canStart() || typed === "" || (fitting.length > 1 && this.#chosen === null);
    if (this.#error !== "") {
      replace(this.#note, h("span", { class: "error" }, this.#error));
    } else if (typed === "" || this.store.station === null) {
      replace(this.#note);
    } else if (fitting.length === 1) {
      this.#chosen = null;
      replace(this.#note, describe(fitting[0]!));
    } else {
      replace(this.#note, this.#choice(fitting.length === 0 ? (this.store.station?.partTypes ?? []) : fitting));
    }
  }

  #choice(partTypes: PartTypeInfo[]): HTMLElement {
    const buttons = partTypes.map((part) => {
      const choose = (): void => {
        this.#chosen = part.name;
        this.#drawScanner();
        this.#start.focus();
      };
      const pressed = String(this.#chosen === part.name);
      return h("button", { type: "button", "aria-pressed": pressed, on: { click: choose } }, part.name);
    });
    return h("span", { class: "choice row" }, t("operator.partType.choose"), buttons);
  }

  #drawSpeed(): void {
    const rpm = this.store.running?.speedRpm ?? null;
    replace(this.#speed, rpm === null ? "–" : fixed(rpm, 0), " ", h("small", {}, t("unit.rpm")));
  }

  #drawSpectrum(): void {
    const { spectrum } = this.store;
    if (spectrum === null) {
      this.#spectrumName.textContent = t("operator.spectrum");
      this.#spectrum.clear(t("operator.spectrum"));
    } else {
      const name = `${t("operator.spectrum")} · ${spectrum.name} · ${spectrum.unit}`;
      this.#spectrumName.textContent = name;
      this.#spectrum.draw(spectrum, name);
    }
  }
}

function describe(part: PartTypeInfo): HTMLElement {
  return h(
    "span",
    {},
    `${t("operator.partType")} `,
    h("b", {}, part.name),
    ` · ${part.description} · ${figure(part.durationSeconds)} s`,
    !part.learned && h("span", { class: "is-invalid" }, ` · ${t("operator.partType.unlearned")}`),
  );
}
