import { isKey, t } from "./language";

/** Units are written as the reader's field writes them: rpm is tr/min in French. */
export function unitName(unit: string): string {
  const key: string = `unit.${unit}`;
  return isKey(key) ? t(key) : unit;
}

/** "Speed in rpm", or the name alone. */
export function axisTitle(name: string, unit: string): string {
  return unit === "" || unit === "1" ? name : `${name} (${unitName(unit)})`;
}
