import { get, getSamples } from "../../api/client";
import { h } from "../../dom";
import { t } from "../../language";
import { LinePlot } from "../../plots/linePlot";
import { RecordingPlot } from "../../plots/recordingPlot";
import { type Disposable, Slot } from "../slot";
import type { TabContent } from "../tabs";
import { Choices } from "./choices";
import type { MotorContext } from "./motorPage";

/** The recorded signals over time, below the speed they were recorded at. */
export function recordingTab(context: MotorContext): TabContent {
  const { motor } = context;
  const slot = new Slot();
  const draw = (): void => {
    const channel = motor.channels.find((each) => each.id === choices.get("channel")) ?? motor.channels[0];
    void slot.show(async () => {
      const speed = await get<{ seconds: number[]; rpm: (number | null)[] }>(`${context.path}/speed`);
      const plots: Disposable[] = [
        new LinePlot({
          title: t("motor.speed"),
          x: { name: t("plot.time"), unit: "s", quantity: "time" },
          y: { name: t("plot.rpm"), unit: "rpm" },
          positions: speed.seconds,
          traces: [{ label: t("motor.speed"), values: speed.rpm, colour: "series-2" }],
          scale: "linear",
          height: 200,
          link: context.link,
        }),
      ];
      if (channel !== undefined) {
        const { id, unit, rateHz } = channel;
        const title = `${channel.id} · ${channel.name}`;
        const path = `${context.path}/samples`;
        // How long a test took is not how long its recording is: the samples themselves say it.
        const { to: totalSeconds } = await getSamples(path, { channel: id, points: 2 });
        plots.unshift(new RecordingPlot({ title, path, channel: id, unit, rateHz, totalSeconds, link: context.link }));
      }
      return plots;
    });
  };
  const choices = new Choices(draw).add(
    "channel",
    t("motor.channel"),
    motor.channels.map((channel) => [channel.id, `${channel.id} · ${channel.name}`]),
    motor.findings[0]?.channel,
  );
  draw();
  return { element: h("div", { class: "stack" }, choices.element, slot.element), dispose: () => slot.dispose() };
}
