import { address } from "../../api/client";
import { h } from "../../dom";
import { t } from "../../language";
import type { TabContent } from "../tabs";
import { AbPlayer } from "./abPlayer";
import { Choices } from "./choices";
import type { Compared } from "./comparison";
import type { MotorContext } from "./motorPage";

const DEFAULT_SECONDS = 10;

type Mode = "whole" | "band" | "order";

/** Listening to this motor and, without a gap, to the one it is compared with; the server matches their levels. */
export function listenTab(context: MotorContext): TabContent {
  const player = new AbPlayer();
  const status = h("p", { class: "muted", role: "status" });
  const inputs = {
    from: number("listen.from", 0),
    to: number("listen.to", DEFAULT_SECONDS),
    lowHz: number("listen.low", 500),
    highHz: number("listen.high", 4000),
    order: number("plot.order", 8),
  };
  const choices = new Choices(() => arrange()).addChannel(context).add(
    "mode",
    t("motor.kind"),
    (["whole", "band", "order"] as const).map((mode): [string, string] => [mode, t(`listen.${mode}`)]),
  );
  const a = h("button", { type: "button", "aria-pressed": "true" }, t("listen.a"));
  const b = h("button", { type: "button", "aria-pressed": "false", disabled: true });
  const play = h("button", { class: "primary", type: "button" }, t("listen.play"));
  const draw = (): void => {
    a.setAttribute("aria-pressed", String(player.side === "a"));
    b.setAttribute("aria-pressed", String(player.side === "b"));
    b.textContent = t("listen.b", { serial: context.comparison.chosen?.serialNumber ?? "–" });
    b.disabled = context.comparison.chosen === null;
    play.textContent = t(player.playing ? "listen.stop" : "listen.play");
  };
  const arrange = (): void => {
    const mode = choices.get("mode") as Mode;
    inputs.lowHz.label.hidden = inputs.highHz.label.hidden = mode !== "band";
    inputs.order.label.hidden = mode !== "order";
    player.forget();
    draw();
  };
  const url = (id: string): string => {
    const mode = choices.get("mode");
    const only = (name: "lowHz" | "highHz" | "order", when: Mode): string =>
      mode === when ? inputs[name].input.value : "";
    return address(`/api/results/${encodeURIComponent(id)}/audio`, {
      channel: choices.get("channel"),
      mode,
      from: inputs.from.input.value,
      to: inputs.to.input.value,
      lowHz: only("lowHz", "band"),
      highHz: only("highHz", "band"),
      order: only("order", "order"),
    });
  };
  const toggle = async (): Promise<void> => {
    if (player.playing) {
      player.stop();
    } else {
      const other: Compared | null = context.comparison.chosen;
      status.textContent = t("listen.loading");
      try {
        await player.play(url(context.motor.id), other === null ? null : url(other.id), draw);
        status.textContent = other === null ? "" : t("listen.ready");
      } catch (problem) {
        status.textContent = t("common.error", { reason: (problem as Error).message });
      }
    }
    draw();
  };
  const choose = (side: "a" | "b"): void => {
    player.choose(side);
    draw();
  };
  play.addEventListener("click", () => void toggle());
  a.addEventListener("click", () => choose("a"));
  b.addEventListener("click", () => choose("b"));
  const element = h(
    "div",
    { class: "stack" },
    choices.element,
    h(
      "div",
      { class: "card row" },
      Object.values(inputs).map((each) => each.label),
    ),
    h("div", { class: "card row listen" }, play, a, b, status),
  );
  element.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.key.toLowerCase() === "x" && !target.matches("input, select")) {
      choose(player.side === "a" ? "b" : "a");
    }
  });
  Object.values(inputs).forEach((each) => each.input.addEventListener("change", () => player.forget()));
  const unsubscribe = context.comparison.subscribe(() => {
    player.forget();
    draw();
  });
  arrange();
  const dispose = (): void => {
    unsubscribe();
    player.dispose();
  };
  return { element, dispose };
}

function number(
  label: "listen.from" | "listen.to" | "listen.low" | "listen.high" | "plot.order",
  value: number,
): {
  label: HTMLElement;
  input: HTMLInputElement;
} {
  const input = h("input", { class: "short", type: "number", step: "any", min: 0, value });
  return { label: h("label", { class: "inline" }, t(label), input), input };
}
