import { get, getSamples } from "../../api/client";
import type { ChannelInfo, Spectrum } from "../../api/contract";
import { h } from "../../dom";
import { t } from "../../language";
import { LinePlot, type Trace, type TraceColour } from "../../plots/linePlot";
import { stepName } from "../operator/statePanel";
import { type Disposable, Slot } from "../slot";
import type { TabContent } from "../tabs";
import { Choices } from "./choices";
import type { MotorContext } from "./motorPage";

const COLOURS: readonly TraceColour[] = ["series-1", "series-2", "series-3", "series-4"];
const DASHES: readonly (number[] | undefined)[] = [undefined, [8, 3], [3, 3], [10, 3, 2, 3]];
const SHOWN_SECONDS = 0.1;
const MOST_SAMPLES = 20_000;

export function currentsOf({ motor }: MotorContext): ChannelInfo[] {
  return motor.channels.filter((channel) => channel.quantity === "current").slice(0, COLOURS.length);
}

/** The phase currents over each other: some revolutions of them, and their spectra. */
export function currentsTab(context: MotorContext): TabContent {
  const channels = currentsOf(context);
  const slot = new Slot();
  const from = h("input", { class: "short", type: "number", step: "any", min: 0, value: 5 });
  const draw = (): void => {
    const step = choices.get("step");
    void slot.show(() => Promise.all([waves(context, channels, Number(from.value)), spectra(context, channels, step)]));
  };
  const choices = new Choices(draw).addStep(context, false);
  choices.element.append(h("label", { class: "inline" }, t("listen.from"), from));
  from.addEventListener("change", draw);
  draw();
  return { element: h("div", { class: "stack" }, choices.element, slot.element), dispose: () => slot.dispose() };
}

async function waves(context: MotorContext, channels: ChannelInfo[], from: number): Promise<Disposable> {
  const query = { from, to: from + SHOWN_SECONDS, points: MOST_SAMPLES };
  const all = await Promise.all(
    channels.map((channel) => getSamples(`${context.path}/samples`, { ...query, channel: channel.id })),
  );
  const [first] = all;
  const count = Math.min(...all.map((samples) => samples.data.length));
  return new LinePlot({
    title: t("motor.currents"),
    x: { name: t("plot.time"), unit: "s", quantity: "wave" },
    y: { name: t("plot.none"), unit: first?.unit ?? "" },
    positions: Array.from({ length: count }, (_, i) => first!.from + i / first!.rateHz),
    traces: channels.map((channel, i) => trace(channel, i, [...all[i]!.data.subarray(0, count)])),
    scale: "linear",
    height: 300,
  });
}

async function spectra(context: MotorContext, channels: ChannelInfo[], step: string): Promise<Disposable> {
  const all = await Promise.all(
    channels.map((channel) =>
      get<Spectrum>(`${context.path}/spectrum`, { kind: "spectrum", channel: channel.id, step }),
    ),
  );
  const [first] = all;
  return new LinePlot({
    title: `${t("motor.spectrum.spectrum")} · ${stepName(step)}`,
    x: { name: t("plot.Hz"), unit: "Hz", quantity: "Hz" },
    y: { name: t("plot.level"), unit: `${first?.y.unit ?? ""} re ${first?.y.reference ?? ""}` },
    positions: first?.positions ?? [],
    traces: channels.map((channel, i) => trace(channel, i, all[i]!.values)),
    lines: first?.lines ?? [],
    scale: "dB",
    link: context.link,
    height: 380,
  });
}

function trace(channel: ChannelInfo, i: number, values: (number | null)[]): Trace {
  const dash = DASHES[i];
  return {
    label: channel.name === channel.id ? channel.id : `${channel.id} · ${channel.name}`,
    values,
    colour: COLOURS[i]!,
    ...(dash === undefined ? {} : { dash }),
  };
}
