import { describe, expect, it } from "vitest";
import type { LimitCurve } from "../src/api/limits";
import { parseEvent } from "../src/api/progress";
import { applied, LimitDraft, raised, smoothed, stretchesOf } from "../src/pages/limits/limitDraft";
import { pathAt, pathText } from "../src/pages/recipes/jsonPath";
import { nearChanges, textDiff } from "../src/pages/recipes/textDiff";

function curve(): LimitCurve {
  const edit = { place: 0, curve: "c", side: "above" as const, author: "a", at: null, reason: "r" };
  return {
    info: { name: "c", family: "", channel: "", step: "", axis: "order", unit: "dB", points: 4, edits: 1 },
    isDecibel: true,
    positions: [1, 2, 3, 5],
    upper: [10, 20, 30, 13],
    lower: [],
    learnedUpper: [10, 11, 12, 13],
    learnedLower: [],
    good: { low: [], median: [], high: [] },
    edits: [{ ...edit, from: 2, to: 3, value: 20, endValue: 30 }],
    motors: [],
  };
}

describe("a draft of limits", () => {
  it("shows what the server would judge by: learned, then stretches, then its own changes", () => {
    const draft = new LimitDraft("b");
    expect(draft.limits(curve(), "above")).toEqual(curve().upper);
    draft.set(curve(), "above", new Map([[3, 40]]));
    expect(draft.limits(curve(), "above")).toEqual([10, 20, 30, 40]);
    draft.takeBack(curve().edits[0]!);
    expect(draft.limits(curve(), "above")).toEqual([10, 11, 12, 40]);
    expect(draft.body()).toEqual({
      base: "b",
      stretches: [{ curve: "c", side: "above", from: 5, to: 5, value: 40 }],
      takenBack: [0],
    });
  });

  it("goes back and forth, and forgets what was undone when something else is done", () => {
    const draft = new LimitDraft("b");
    draft.set(curve(), "above", new Map([[0, 1]]));
    draft.rebase("learned again");
    draft.undo();
    expect([draft.base, draft.canRedo]).toEqual(["b", true]);
    draft.undo();
    expect(draft.isEmpty && !draft.canUndo).toBe(true);
    draft.redo();
    expect(draft.limits(curve(), "above")[0]).toBe(1);
    draft.set(curve(), "above", new Map([[0, 2]]));
    expect(draft.canRedo).toBe(false);
  });

  it("raises by decibels, linear quantities by per cent, and smooths within the range only", () => {
    expect([...raised([10, 20], [0, 1], -1.5, true).values()]).toEqual([8.5, 18.5]);
    expect([...raised([10, 20], [1, 1], 10, false)]).toEqual([[1, 22]]);
    const smooth = smoothed([0, 0, 9, 0, 0, 100], [0, 4]);
    expect(smooth.get(2)).toBeCloseTo(3, 12);
    expect(smooth.has(5)).toBe(false);
  });

  it("sends straight lines, as few as there are corners, that give the same limits again", () => {
    const positions = [0, 1, 2, 3, 4, 6, 7];
    const limits = new Map([2, 4, 6, 5, 4, 2].map((value, i) => [i, value] as const));
    const stretches = stretchesOf({ curve: "c", side: "above", positions, limits });
    expect(stretches).toHaveLength(2);
    const edits = stretches.map((one, place) => ({
      ...one,
      endValue: one.endValue ?? null,
      place,
      author: "",
      at: null,
      reason: "",
    }));
    expect(applied([9, 9, 9, 9, 9, 9, 9], positions, edits)).toEqual([2, 4, 6, 5, 4, 2, 9]);
  });
});

describe("the part type editor", () => {
  it("knows where the caret stands, comments and strings included", () => {
    const text = '{ // { a brace\n "channels": [ {"id": "a,b"}, {"unit": "m/s²" } ], "x": 1 }';
    const at = (word: string): string => pathText(pathAt(text, text.indexOf(word) + word.length));
    expect(at('"m/s²"')).toBe("channels[1].unit");
    expect(at('"a,b"')).toBe("channels[0].id");
    expect(at('"x": 1')).toBe("x");
  });

  it("shows the shortest difference, and of what is the same only what is near", () => {
    const before = ["a", "b", "c", "d", "e", "f", "g", "h"].join("\n");
    const lines = textDiff(before, before.replace("b", "B").replace("h", "h\ni"));
    expect(lines.filter((line) => line.kind !== "same").map((line) => line.kind + line.text)).toEqual([
      "goneb",
      "newB",
      "newi",
    ]);
    expect(nearChanges(lines, 1).map((line) => line?.text)).toEqual(["a", "b", "B", "c", undefined, "h", "i"]);
  });

  it("reads events of work that tells how far it is", () => {
    expect(parseEvent('event: progress\ndata: {"done": 1, "of": 2}')).toEqual({
      kind: "progress",
      data: { done: 1, of: 2 },
    });
  });
});
