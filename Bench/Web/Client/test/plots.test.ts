import { describe, expect, it } from "vitest";
import { colourScale, lookUp } from "../src/plots/colourScale";
import { CursorLink, cursorMarks } from "../src/plots/cursors";
import { levelUnit, shownUnit, toShown } from "../src/plots/levels";
import { rasterise } from "../src/plots/mapRaster";
import { findPeaks, linePosition, nearestLine } from "../src/plots/peaks";
import { nearest } from "../src/plots/readout";
import { ticksBetween } from "../src/plots/ticks";
import { bestOf, keyOf, levelFor, spanOf, TILE_POINTS, tilesOf } from "../src/plots/tiles";

describe("ticks", () => {
  it("are round, inside, and as many as wished within a factor of two or so", () => {
    expect(ticksBetween(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticksBetween(583, 12_017, 6)).toEqual([2000, 4000, 6000, 8000, 10_000, 12_000]);
    expect(ticksBetween(-0.3, 0.3, 6)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
    expect(ticksBetween(1, 1, 5)).toEqual([]);
  });
});

describe("the colour scale", () => {
  // WCAG 2.2's relative luminance: what is left of a colour in grey print.
  const luminance = ([r, g, b]: [number, number, number]): number =>
    [r, g, b]
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i]!, 0);

  it("gets lighter with every step over the whole range", () => {
    const grey = colourScale().map(luminance);
    // A step is at most one code of one channel off from rising: rounding to 8 bit.
    grey.slice(4).forEach((value, i) => expect(value).toBeGreaterThan(grey[i]!));
    expect(grey[0]).toBeLessThan(0.02);
    expect(grey[255]).toBeGreaterThan(0.8);
  });

  it("puts the chosen ends of the range to its own ends", () => {
    const colours = lookUp(0, 255, 100, 200);
    const scale = colourScale();
    const red = (pixel: number): number => pixel & 255;
    expect(red(colours[50]!)).toBe(scale[0]![0]);
    expect(red(colours[150]!)).toBe(scale[128]![0]);
    expect(red(colours[250]!)).toBe(scale[255]![0]);
  });
});

describe("a map", () => {
  const identity = Uint32Array.from({ length: 256 }, (_, i) => i);

  it("has row 0 at the bottom", () => {
    const pixels = new Uint32Array(4);
    rasterise(
      Uint8Array.of(1, 2, 3, 4),
      2,
      { firstColumn: 0, lastColumn: 2, firstRow: 0, lastRow: 2 },
      identity,
      pixels,
      2,
      2,
    );
    expect([...pixels]).toEqual([3, 4, 1, 2]);
  });

  it("keeps a line of one cell when it shrinks", () => {
    const levels = new Uint8Array(64 * 64);
    levels[17 * 64 + 40] = 200;
    const pixels = new Uint32Array(25);
    rasterise(levels, 64, { firstColumn: 0, lastColumn: 64, firstRow: 0, lastRow: 64 }, identity, pixels, 5, 5);
    expect([...pixels].filter((value) => value === 200)).toHaveLength(1);
    expect(pixels[3 * 5 + 3]).toBe(200);
  });

  it("shows single cells when it is enlarged", () => {
    const pixels = new Uint32Array(16);
    rasterise(
      Uint8Array.of(5, 6, 7, 8),
      2,
      { firstColumn: 1, lastColumn: 2, firstRow: 0, lastRow: 2 },
      identity,
      pixels,
      2,
      8,
    );
    expect([...pixels.slice(0, 8)]).toEqual(new Array(8).fill(8));
    expect([...pixels.slice(8)]).toEqual(new Array(8).fill(6));
  });
});

describe("cursors", () => {
  const places = (...arguments_: Parameters<typeof cursorMarks>): number[] =>
    cursorMarks(...arguments_).map((mark) => mark.x);

  it("harmonic: the multiples up to the axis' end", () => {
    expect(places("harmonic", null, 25, 0, 110)).toEqual([25, 50, 75, 100]);
    expect(places("harmonic", 10, 25, 0, 35)).toEqual([10, 20, 30]);
  });

  it("sideband: both sides of the pinned carrier", () => {
    expect(places("sideband", 100, 110, 85, 130).sort((a, b) => a - b)).toEqual([90, 100, 110, 120, 130]);
  });

  it("delta: the pinned place and the pointer", () => {
    expect(places("delta", 3, 5, 0, 10)).toEqual([3, 5]);
  });

  it("never draw without end", () => {
    expect(places("harmonic", null, 1e-9, 0, 1e6).length).toBeLessThanOrEqual(60);
    expect(places("sideband", 5, 5 + 1e-9, 0, 10).length).toBeLessThanOrEqual(61);
  });

  it("move together on axes of one quantity only", () => {
    const link = new CursorLink();
    const seen: (number | null)[] = [];
    const end = link.follow("rpm", (x) => seen.push(x));
    link.move("rpm", 1, null);
    link.move("Hz", 2, null);
    end();
    link.move("rpm", 3, null);
    expect(seen).toEqual([1]);
  });
});

describe("levels", () => {
  it("reads units in dB with their reference", () => {
    expect(levelUnit("dB re 1 µm/s²")).toEqual({ decibel: true, unit: "µm/s²", reference: 1, factor: 20 });
    expect(levelUnit("dB re 1e-6 m/s²")).toMatchObject({ reference: 1e-6, unit: "m/s²" });
    expect(levelUnit("dB(A) re 20 µPa")).toMatchObject({ reference: 20, unit: "µPa" });
    expect(levelUnit("(m/s²)²/Hz", 1e-12)).toMatchObject({ decibel: false, factor: 10 });
  });

  it("converts both ways", () => {
    // 0.1 m/s² re 1 µm/s² is 100 dB by definition (ISO 1683).
    expect(toShown(levelUnit("m/s²"), "dB", 1e-6)(0.1)).toBeCloseTo(100, 12);
    expect(toShown(levelUnit("dB re 1e-6 m/s²"), "linear", 1)(100)).toBeCloseTo(0.1, 12);
    expect(toShown(levelUnit("(m/s²)²/Hz"), "dB", 1e-12)(1)).toBeCloseTo(120, 12);
  });

  it("has a gap where there is no logarithm", () => {
    expect(toShown(levelUnit("A"), "log", 1)(0)).toBeNull();
    expect(toShown(levelUnit("A"), "dB", 1)(-1)).toBeNull();
    expect(toShown(levelUnit("A"), "linear", 1)(null)).toBeNull();
  });

  it("names the unit as shown", () => {
    expect(shownUnit(levelUnit("dB re 1 µm/s²"), "linear", 1)).toBe("µm/s²");
    expect(shownUnit(levelUnit("m/s²", 1e-6), "dB", 1e-6)).toBe("dB re 1e-6 m/s²");
  });
});

describe("peaks", () => {
  const x = Array.from({ length: 101 }, (_, i) => i);

  it("are the prominent maxima in view, highest first", () => {
    const values = x.map(
      (i) => 10 * Math.exp(-(((i - 30) / 3) ** 2)) + 20 * Math.exp(-(((i - 70) / 3) ** 2)) + 0.1 * (i % 2),
    );
    expect(findPeaks(x, values, 0, 100, 5).map((peak) => peak.x)).toEqual([70, 30]);
    expect(findPeaks(x, values, 0, 50, 5).map((peak) => peak.x)).toEqual([30]);
  });

  it("are none on a slope", () => {
    expect(findPeaks(x, x, 0, 100, 5)).toEqual([]);
  });

  it("are named after the line that explains them best", () => {
    const lines = [
      { name: "shaft", x: 1 },
      { name: "BPFO", x: 3.6 },
    ];
    expect(nearestLine(3.61, lines, 0.05)).toMatchObject({ name: "BPFO", multiple: 1 });
    expect(nearestLine(2.01, lines, 0.05)).toMatchObject({ name: "shaft", multiple: 2 });
    expect(nearestLine(2.5, lines, 0.05)).toBeNull();
  });

  it("lie in Hz where their order turns at that speed", () => {
    const line = { name: "", nameFr: "", order: 8, hz: null, group: "electrical" } as const;
    expect(linePosition(line, "Hz", 6000)).toBe(800);
    expect(linePosition(line, "Hz", null)).toBeNull();
    expect(linePosition({ ...line, hz: 10_000, order: null }, "order", 6000)).toBeNull();
  });

  it("nearest finds the nearest", () => {
    expect([-1, 0.4, 0.6, 2.6, 9].map((at) => nearest([0, 1, 2, 3], at))).toEqual([0, 0, 1, 3, 3]);
  });
});

describe("tiles", () => {
  it("give at least a point per pixel, never more than the recording has", () => {
    const seconds = 20;
    const rate = 51_200;
    for (const view of [20, 7, 1, 0.1, 0.01]) {
      const level = levelFor(view, 1000, seconds, rate);
      const pointsPerView = (TILE_POINTS * 2 ** level * view) / seconds;
      expect(pointsPerView >= 1000 || 2 ** level * TILE_POINTS >= seconds * rate).toBe(true);
      expect(2 ** level * TILE_POINTS).toBeLessThan(2 * seconds * rate);
    }
  });

  it("cover the view and little more", () => {
    const tiles = tilesOf(3, 2.6, 5, 8);
    expect(tiles.map((tile) => tile.index)).toEqual([2, 3, 4]);
    expect(spanOf(tiles[0]!, 8)).toEqual([2, 3]);
    expect(tilesOf(3, 7.5, 8, 8).map((tile) => tile.index)).toEqual([7]);
  });

  it("fall back to the finest one above", () => {
    const cache = new Map([
      ["0/0", "whole"],
      ["2/1", "quarter"],
    ]);
    expect(bestOf({ level: 4, index: 6 }, cache)).toEqual({ tile: { level: 2, index: 1 }, held: "quarter" });
    expect(bestOf({ level: 4, index: 15 }, cache)?.held).toBe("whole");
    expect(keyOf({ level: 2, index: 1 })).toBe("2/1");
  });
});
