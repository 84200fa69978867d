import { ApiError, get, path, type Query } from "../../api/client";
import type { Spectrum, SpectrumKind } from "../../api/contract";
import { h } from "../../dom";
import { t } from "../../language";
import { LinePlot, type Trace } from "../../plots/linePlot";
import { stepName } from "../operator/statePanel";
import { still } from "../population/still";
import { Slot } from "../slot";
import type { TabContent } from "../tabs";
import { Choices } from "./choices";
import { axisWord, quantityOf } from "./mapsTab";
import type { MotorContext } from "./motorPage";

const KINDS: readonly SpectrumKind[] = ["spectrum", "order", "envelope", "octaves", "psd", "cepstrum"];

/** Spectra of one channel in one step, beside those of the motor it is compared with. */
export function spectraTab(context: MotorContext): TabContent {
  const slot = new Slot();
  const draw = (): void => {
    const kind = choices.get("kind") as SpectrumKind;
    const query = { kind, channel: choices.get("channel"), step: choices.get("step") };
    void slot.show(async () => {
      const other = context.comparison.chosen;
      const [own, compared] = await Promise.all([
        get<Spectrum>(`${context.path}/spectrum`, query),
        other === null ? null : comparedSpectrum(other.id, query),
      ]);
      const isGone = other !== null && compared === null;
      const note = h("p", { class: "card muted" }, `${other?.serialNumber}: ${t("motor.recording.none")}`);
      return [plot(context, kind, query, own, compared), ...(isGone ? [still(note)] : [])];
    });
  };
  const choices = new Choices(draw)
    .add(
      "kind",
      t("motor.kind"),
      KINDS.map((kind) => [kind, t(`motor.spectrum.${kind}`)]),
    )
    .addChannel(context)
    .addStep(context, false);
  const unsubscribe = context.comparison.subscribe(draw);
  draw();
  const dispose = (): void => {
    unsubscribe();
    slot.dispose();
  };
  return { element: h("div", { class: "stack" }, choices.element, slot.element), dispose };
}

/** Null where the other motor's recording was deleted: that is no reason to hide one's own. */
async function comparedSpectrum(id: string, query: Query): Promise<Spectrum | null> {
  try {
    return await get<Spectrum>(path`/api/results/${id}/spectrum`, query);
  } catch (problem) {
    if (problem instanceof ApiError && problem.status === 404) {
      return null;
    }
    throw problem;
  }
}

function plot(
  context: MotorContext,
  kind: SpectrumKind,
  query: { channel: string; step: string },
  own: Spectrum,
  compared: Spectrum | null,
): LinePlot {
  const bars = kind === "octaves";
  const traces: Trace[] = [
    {
      label: context.motor.serialNumber,
      values: own.values,
      colour: "series-1",
      shape: bars ? "bars" : "line",
      width: 1.4,
    },
  ];
  if (compared !== null && compared.positions.length === own.positions.length) {
    const label = context.comparison.chosen?.serialNumber ?? "";
    traces.push({ label, values: compared.values, colour: "series-2", dash: [6, 3], shape: bars ? "points" : "line" });
  }
  return new LinePlot({
    title: `${t(`motor.spectrum.${kind}`)} · ${query.channel} · ${stepName(query.step)}`,
    x: { name: axisWord(own.x.unit, own.x.name), unit: own.x.unit, quantity: quantityOf(own.x.unit, own.x.name) },
    y: levelAxis(own),
    positions: own.positions,
    traces,
    lines: own.lines,
    logX: bars,
    scale: kind === "cepstrum" ? "linear" : "dB",
    link: context.link,
    height: 420,
  });
}

function levelAxis({ y }: Spectrum): { name: string; unit: string; reference: number | null } {
  const name = t("plot.level");
  return typeof y.reference === "string"
    ? { name, unit: y.reference === "" ? y.unit : `${y.unit} re ${y.reference}`, reference: null }
    : { name, unit: y.unit, reference: y.reference };
}
