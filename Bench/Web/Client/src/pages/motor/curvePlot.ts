import { get } from "../../api/client";
import type { Curve, KnownLine } from "../../api/contract";
import { t } from "../../language";
import { axisName, LinePlot, type Trace } from "../../plots/linePlot";
import { type GaugeMark, ScalarGauge } from "../../plots/scalarGauge";
import type { Disposable } from "../slot";
import { curveTitle } from "./curveNames";
import type { MotorContext } from "./motorPage";

const COMPARED = ["series-2", "series-4", "series-5"] as const;
const QUANTITIES = { order: "order", rpm: "rpm", Hz: "Hz", time: "time", none: "none" } as const;
const X_UNITS = { order: "", rpm: "rpm", Hz: "Hz", time: "s", none: "" } as const;

/** One curve: the motor's values between the limit and the good motors, with the motors it is compared with. */
export async function curvePlot(
  context: MotorContext,
  name: string,
  lines: readonly KnownLine[] = [],
): Promise<Disposable> {
  const { motor, comparison } = context;
  const near = motor.nearestGood.slice(0, 1).map((each) => each.id);
  const compare = [...new Set([comparison.chosen?.id, ...near])].filter((id) => id !== undefined).join(",");
  const curve = await get<Curve>(`${context.path}/curves/${encodeURIComponent(name)}`, { compare });
  const { info } = curve;
  if (curve.positions.length < 2) {
    return gauge(curve, motor.serialNumber);
  }
  const traces: Trace[] = [];
  if (curve.good !== null) {
    traces.push({ label: t("motor.curve.band"), values: curve.good.high, colour: "none" });
    traces.push({ label: t("motor.curve.band"), values: curve.good.low, colour: "none" });
    traces.push({
      label: t("motor.curve.median"),
      values: curve.good.median,
      colour: "median",
      dash: [2, 3],
      width: 1.2,
    });
  }
  curve.compare.slice(0, COMPARED.length).forEach((other, i) => {
    const label = `${other.serialNumber} (${t(`verdict.${other.verdict}`)})`;
    traces.push({ label, values: other.values, colour: COMPARED[i]!, dash: [7, 3], width: 1.3 });
  });
  if (curve.limit !== null) {
    traces.push({ label: t("motor.curve.limit"), values: curve.limit, colour: "limit", dash: [10, 4], width: 2 });
  }
  traces.push({
    label: `${t("motor.curve.this")} · ${motor.serialNumber}`,
    values: curve.values,
    colour: "series-1",
    width: 2.2,
  });
  return new LinePlot({
    title: curveTitle(info),
    x: { name: axisName(info.axis), unit: X_UNITS[info.axis], quantity: QUANTITIES[info.axis] },
    y: { name: t("plot.level"), unit: info.unit },
    positions: curve.positions,
    traces,
    ...(curve.good === null ? {} : { band: [0, 1] as [number, number] }),
    lines,
    logX: info.axis === "Hz",
    link: context.link,
  });
}

function gauge(curve: Curve, serialNumber: string): ScalarGauge {
  const first = (values: (number | null)[] | undefined): number | null => values?.[0] ?? null;
  const low = first(curve.good?.low);
  const high = first(curve.good?.high);
  const marks: { label: string; value: number | null; colour: GaugeMark["colour"] }[] = [
    { label: t("motor.curve.median"), value: first(curve.good?.median), colour: "median" },
    ...curve.compare.slice(0, COMPARED.length).map((other, i) => ({
      label: other.serialNumber,
      value: first(other.values),
      colour: COMPARED[i]!,
    })),
    { label: t("motor.curve.limit"), value: first(curve.limit ?? undefined), colour: "limit" },
    { label: `${t("motor.curve.this")} · ${serialNumber}`, value: first(curve.values), colour: "series-1" },
  ];
  const known = marks.filter((mark): mark is GaugeMark => mark.value !== null);
  return new ScalarGauge(
    curveTitle(curve.info),
    curve.info.unit,
    low === null || high === null ? null : [low, high],
    known,
  );
}
