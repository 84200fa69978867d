import { describe, expect, it } from "vitest";
import type { PartTypeInfo, Station, StationResult } from "../src/api/contract";
import { partTypesOf, stationView, type Situation } from "../src/pages/operator/stationView";

const result = { id: "1", serialNumber: "OLD", verdict: "PASS", findings: [] } as unknown as StationResult;
const running = {
  serialNumber: "NEW",
  partType: "7DL",
  seconds: 1,
  ofSeconds: 11,
  step: "run-up",
  remainingSeconds: 10,
  speedRpm: 900,
};

function situation(station: Partial<Station>, more: Partial<Situation> = {}): Situation {
  const whole = { state: "ready", running: null, result: null, ...station } as Station;
  return { connected: true, station: whole, running: whole.running, typed: "", pending: null, ...more };
}

describe("the state panel", () => {
  it("shows the verdict that stands", () => {
    expect(stationView(situation({ state: "verdict", result }))).toMatchObject({ sign: "PASS", serialNumber: "OLD" });
  });

  it("drops the verdict as soon as another serial number is in the field", () => {
    const view = stationView(situation({ state: "verdict", result }, { typed: "N" }));
    expect(view).toMatchObject({ sign: "ready", serialNumber: "N", result: null });
  });

  it("drops the verdict between the start and the bench's answer", () => {
    const view = stationView(situation({ state: "verdict", result }, { pending: "NEW" }));
    expect(view).toMatchObject({ sign: "starting", serialNumber: "NEW", result: null });
  });

  it("never shows another motor's test as the one that was asked for", () => {
    const view = stationView(
      situation({ state: "testing", running: { ...running, serialNumber: "OTHER" } }, { pending: "NEW" }),
    );
    expect(view).toMatchObject({ sign: "starting", serialNumber: "NEW" });
  });

  it("never shows a verdict while a test runs, even if the server still sends the last one", () => {
    const view = stationView(situation({ state: "testing", running, result }));
    expect(view).toMatchObject({ sign: "testing", serialNumber: "NEW", result: null });
  });

  it("shows neither verdict nor progress without a connection", () => {
    const view = stationView(situation({ state: "verdict", result }, { connected: false }));
    expect(view).toEqual({ sign: "offline", serialNumber: "", running: null, result: null });
  });

  it("says that the bench is not ready even with a serial number in the field", () => {
    expect(stationView(situation({ state: "not-ready" }, { typed: "N" })).sign).toBe("not-ready");
  });
});

describe("the part type of a serial number", () => {
  const part = (name: string, serialPattern: string | null): PartTypeInfo => ({ name, serialPattern }) as PartTypeInfo;
  const parts = [part("7DL", "7DL-\\d+"), part("6AM", "6AM-\\d+"), part("any", null)];

  it("is the one whose pattern fits the whole number", () => {
    expect(partTypesOf("7DL-12", parts).map((each) => each.name)).toEqual(["7DL"]);
    expect(partTypesOf("x7DL-12", parts).map((each) => each.name)).toEqual(["any"]);
  });

  it("survives a pattern that is none", () => {
    expect(partTypesOf("1", [part("broken", "("), part("any", null)]).map((each) => each.name)).toEqual(["any"]);
  });
});
