import type { CurveInfo } from "../../api/contract";
import { figure } from "../../format";
import { isKey, t } from "../../language";
import { stepName } from "../operator/statePanel";

/** A curve's key is step/channel/family/name; the name may hold slashes itself ("1/6 octave"). */
export function ownName(key: string): string {
  const parts = key.split("/");
  return curveWord(parts.length > 3 ? parts.slice(3).join("/") : key);
}

/** Names of the program's own curves in the reader's language; others as they are. */
export function curveWord(name: string): string {
  const order = /^order ([\d.]+)$/.exec(name);
  const key: string = `curve.${name}`;
  return order !== null ? `${t("plot.order")} ${order[1]}` : isKey(key) ? t(key) : name;
}

export function curvePlace(info: Pick<CurveInfo, "channel" | "step">): string {
  return [info.channel, stepName(info.step)].filter((part) => part !== "").join(" · ");
}

export function curveTitle(info: CurveInfo): string {
  const margin = info.worstMarginDb === null ? "" : ` · ${t("motor.curve.margin")} ${figure(info.worstMarginDb, 3)} dB`;
  return `${ownName(info.name)} · ${curvePlace(info)}${margin}`;
}
