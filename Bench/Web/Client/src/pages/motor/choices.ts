import { h } from "../../dom";
import { t } from "../../language";
import { stepName } from "../operator/statePanel";
import type { MotorContext } from "./motorPage";

/** Channel, step and further choices of a tab, kept together in one bar. */
export class Choices {
  readonly element = h("div", { class: "card row choices" });
  readonly #selects = new Map<string, HTMLSelectElement>();

  constructor(readonly onChange: () => void) {}

  add(name: string, label: string, options: readonly [value: string, word: string][], initial?: string): this {
    const select = h(
      "select",
      {},
      options.map(([value, word]) => h("option", { value, selected: value === initial }, word)),
    );
    select.addEventListener("change", this.onChange);
    this.#selects.set(name, select);
    this.element.append(h("label", { class: "inline" }, label, select));
    return this;
  }

  addChannel({ motor }: MotorContext): this {
    const dynamic = motor.channels.filter((channel) => channel.quantity !== "tacho");
    const names = dynamic.map((channel): [string, string] => [
      channel.id,
      channel.name === channel.id ? channel.id : `${channel.id} · ${channel.name}`,
    ]);
    return this.add("channel", t("motor.channel"), names, motor.findings[0]?.channel);
  }

  addStep({ motor }: MotorContext, whole: boolean): this {
    const steps = [...new Set(motor.curves.map((curve) => curve.step))];
    const names = steps.map((step): [string, string] => [step, stepName(step)]);
    return this.add("step", t("motor.step"), whole ? [["", t("motor.wholeTest")], ...names] : names);
  }

  get(name: string): string {
    return this.#selects.get(name)?.value ?? "";
  }
}
