import { locale } from "./language";

/** Digits that a reader can use: about four significant ones, in the reader's notation. */
export function figure(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return "–";
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    return value.toExponential(digits - 1).replace(".", decimalMark());
  }
  const decimals = size === 0 ? 0 : Math.max(0, Math.min(6, digits - 1 - Math.floor(Math.log10(size))));
  return value.toLocaleString(locale(), { maximumFractionDigits: decimals, useGrouping: size >= 10_000 });
}

export function fixed(value: number | null | undefined, decimals: number): string {
  return value === null || value === undefined || !Number.isFinite(value)
    ? "–"
    : value.toLocaleString(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

export function percent(share: number | null | undefined): string {
  return share === null || share === undefined
    ? "–"
    : share.toLocaleString(locale(), { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

export function clock(iso: string): string {
  return new Date(iso).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

export function moment(iso: string): string {
  return new Date(iso).toLocaleString(locale(), {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}

export function day(iso: string): string {
  return new Date(iso).toLocaleDateString(locale(), { day: "2-digit", month: "2-digit", year: "numeric" });
}

export function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB"];
  const power = Math.min(units.length - 1, count === 0 ? 0 : Math.floor(Math.log10(count) / 3));
  return `${figure(count / 1000 ** power, 3)} ${units[power]}`;
}

function decimalMark(): string {
  return (1.5).toLocaleString(locale()).charAt(1);
}
