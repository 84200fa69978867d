import { get } from "../../api/client";
import type { Page, ResultDetail, ResultSummary } from "../../api/contract";
import type { LabelList } from "../../api/models";
import { h } from "../../dom";
import { moment } from "../../format";
import { t } from "../../language";

export interface Compared {
  id: string;
  serialNumber: string;
}

/** The motor to compare with: one of the nearest good, an earlier test of the same serial number, or any other. */
export class Comparison {
  readonly element: HTMLElement;

  #chosen: Compared | null = null;
  readonly #listeners = new Set<(other: Compared | null) => void>();

  constructor(motor: ResultDetail) {
    const near = motor.nearestGood.map(({ id, serialNumber }) => ({ id, serialNumber }));
    const same = motor.sameSerial.filter((test) => test.id !== motor.id);
    const known = new Map<string, Compared>([...near, ...same].map((each) => [each.id, each]));
    const golden = h("optgroup", { label: t("label.golden"), hidden: true });
    const select = h(
      "select",
      {},
      h("option", { value: "" }, t("motor.compare.none")),
      near.length > 0 &&
        group(
          t("motor.compare.nearest"),
          near.map((each) => h("option", { value: each.id }, each.serialNumber)),
        ),
      same.length > 0 &&
        group(
          t("motor.compare.same"),
          same.map((test) => h("option", { value: test.id }, moment(test.startedAt))),
        ),
      golden,
      h("option", { value: "?" }, `${t("motor.compare.other")} …`),
    );
    void goldenMotors(motor).then((motors) => {
      golden.hidden = motors.length === 0;
      golden.append(...motors.map((each) => h("option", { value: each.id }, each.serialNumber)));
      motors.forEach((each) => known.set(each.id, each));
    });
    const other = h("input", {
      hidden: true,
      "aria-label": t("motor.compare.other"),
      placeholder: t("operator.serial"),
    });
    const problem = h("span", { class: "error small", role: "alert" });
    select.addEventListener("change", () => {
      other.hidden = select.value !== "?";
      problem.textContent = "";
      if (other.hidden) {
        this.#choose(known.get(select.value) ?? null);
      } else {
        other.focus();
      }
    });
    other.addEventListener("change", () => {
      void find(other.value.trim(), motor.id).then((found) => {
        problem.textContent = found === null ? t("motor.compare.missing") : "";
        this.#choose(found);
      });
    });
    this.element = h(
      "div",
      { class: "row" },
      h("label", { class: "inline" }, t("motor.compare"), select),
      other,
      problem,
    );
  }

  get chosen(): Compared | null {
    return this.#chosen;
  }

  /** Returns what ends the subscription. */
  subscribe(listener: (other: Compared | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #choose(other: Compared | null): void {
    this.#chosen = other;
    for (const listener of this.#listeners) {
      listener(other);
    }
  }
}

function group(label: string, options: HTMLElement[]): HTMLElement {
  return h("optgroup", { label }, options);
}

/** The newest test of each golden motor. Labels are not for operators: then there is none to choose. */
async function goldenMotors(motor: ResultDetail): Promise<Compared[]> {
  const labels = await get<LabelList>("/api/labels").then(
    (list) => list.labels,
    () => [],
  );
  const serials = new Set(labels.filter((label) => label.kind === "golden").map((label) => label.serialNumber));
  const found = await Promise.all([...serials].map((serial) => find(serial, motor.id).catch(() => null)));
  return found.filter((each) => each !== null && serials.has(each.serialNumber)) as Compared[];
}

async function find(serial: string, except: string): Promise<Compared | null> {
  if (serial === "") {
    return null;
  }
  const found = await get<Page<ResultSummary>>("/api/results", { serial, pageSize: 20 });
  const others = found.items.filter((result) => result.id !== except);
  return others.find((result) => result.serialNumber === serial) ?? others[0] ?? null;
}
