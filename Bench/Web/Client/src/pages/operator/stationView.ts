import type { PartTypeInfo, Running, Station, StationResult } from "../../api/contract";
import type { Sign } from "../../verdict";

/** What the page knows at one instant. */
export interface Situation {
  connected: boolean;
  station: Station | null;
  running: Running | null;
  /** What stands in the scanner's field. */
  typed: string;
  /** Serial number whose test was asked for and has not been seen to run. */
  pending: string | null;
}

export interface StationView {
  sign: Sign;
  serialNumber: string;
  running: Running | null;
  result: StationResult | null;
}

/**
 * Which state the big panel shows. A verdict is shown only while the server says it stands and no other serial number
 * has been scanned: as soon as the next motor is in the field, the last one's verdict is gone.
 */
export function stationView({ connected, station, running, typed, pending }: Situation): StationView {
  if (!connected || station === null) {
    return { sign: "offline", serialNumber: "", running: null, result: null };
  }
  const current = running ?? station.running;
  if (station.state === "testing" && current !== null && (pending === null || current.serialNumber === pending)) {
    return { sign: "testing", serialNumber: current.serialNumber, running: current, result: null };
  }
  if (pending !== null) {
    return { sign: "starting", serialNumber: pending, running: null, result: null };
  }
  if (station.state === "testing") {
    return { sign: "starting", serialNumber: "", running: null, result: null };
  }
  if (station.state === "not-ready") {
    return { sign: "not-ready", serialNumber: typed, running: null, result: null };
  }
  if (typed === "" && station.state === "verdict" && station.result !== null) {
    const { result } = station;
    return { sign: result.verdict, serialNumber: result.serialNumber, running: null, result };
  }
  return { sign: "ready", serialNumber: typed, running: null, result: null };
}

/** Part types whose pattern fits the whole serial number; one without a pattern fits only if no other does. */
export function partTypesOf(serialNumber: string, partTypes: PartTypeInfo[]): PartTypeInfo[] {
  const fitting = partTypes.filter((part) => part.serialPattern !== null && matches(part.serialPattern, serialNumber));
  return fitting.length > 0 ? fitting : partTypes.filter((part) => part.serialPattern === null);
}

function matches(pattern: string, serialNumber: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(serialNumber);
  } catch {
    return false;
  }
}
