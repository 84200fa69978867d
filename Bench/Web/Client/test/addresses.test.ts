import { describe, expect, it } from "vitest";
import { address, headerOf, path } from "../src/api/client";
import { queryOf } from "../src/pages/results";
import { link, parse } from "../src/router";

describe("addresses", () => {
  it("escape what people and scanners write", () => {
    const evil = "../<b>7/DL?#'; drop";
    expect(path`/api/results/${evil}/map`).toBe(`/api/results/${encodeURIComponent(evil)}/map`);
    expect(parse(link(["motor", evil])).segments).toEqual(["motor", evil]);
    expect(address("/api/results", { serial: evil, page: 1, code: "" })).toBe(
      `/api/results?${new URLSearchParams({ serial: evil, page: "1" }).toString()}`,
    );
  });

  it("survive a half-escaped hash", () => {
    expect(parse("#/motor/%E0%A4%A").segments).toEqual(["motor", "%E0%A4%A"]);
  });

  it("search days to their end", () => {
    const query = queryOf({ from: "2026-03-01", to: "2026-03-01", serial: "" }, 2);
    expect(new Date(String(query["to"])).getTime() - new Date(String(query["from"])).getTime()).toBe(864e5);
    expect(query["page"]).toBe(2);
  });
});

describe("binary answers", () => {
  it("tell their shape in a header, escaped or in UTF-8 bytes", () => {
    const bytes = new TextEncoder().encode('{"unit":"m/s²"}');
    const latin = String.fromCharCode(...bytes);
    const answer = (text: string): Response => new Response(null, { headers: { "X-Bench-Map": text } });
    expect(headerOf(answer(latin), "X-Bench-Map")).toEqual({ unit: "m/s²" });
    expect(headerOf(answer('{"unit":"m/s\\u00b2"}'), "X-Bench-Map")).toEqual({ unit: "m/s²" });
    expect(() => headerOf(answer(""), "X-Bench-Samples")).toThrow("X-Bench-Samples");
  });
});
