import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

// WCAG 2.2, 1.4.3 and 1.4.6: contrast of text on its ground, computed from the design tokens themselves.
const css = readFileSync(new URL("../src/style/tokens.css", import.meta.url), "utf8");
const [light, dark] = css.split("@media (prefers-color-scheme: dark)").map(tokens) as [
  Map<string, string>,
  Map<string, string>,
];

describe.each([
  ["light", light],
  ["dark", new Map([...light, ...dark])],
])("%s colours", (_, theme) => {
  const contrast = (text: string, ground: string): number => {
    const [a, b] = [text, ground].map((name) => luminance(theme.get(name)!)).sort((x, y) => y - x) as [number, number];
    return (a + 0.05) / (b + 0.05);
  };

  it.each([
    ["--ink", "--card"],
    ["--ink", "--page"],
    ["--muted", "--card"],
    ["--muted", "--page"],
    ["--muted", "--sunken"],
    ["--accent", "--card"],
    ["--accent-ink", "--accent"],
    ["--accent", "--accent-soft"],
    ["--pass", "--card"],
    ["--fail", "--card"],
    ["--invalid", "--card"],
    ["--ink", "--fail-soft"],
    ["--ink", "--invalid-soft"],
    ["--card", "--fail"],
    ["--training-ink", "--training"],
  ])("%s on %s is at least 4.5", (text, ground) => expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5));

  it.each([
    ["--panel-ink-light", "--panel-pass"],
    ["--panel-ink-light", "--panel-fail"],
    ["--panel-ink-dark", "--panel-invalid"],
    ["--panel-ink-light", "--panel-testing"],
    ["--panel-ink-light", "--panel-not-ready"],
    ["--panel-ink-light", "--panel-offline"],
    ["--ink", "--panel-ready"],
  ])("the operator's %s on %s is at least 7", (text, ground) =>
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(7),
  );

  it.each([
    "--series-1",
    "--series-2",
    "--series-3",
    "--series-4",
    "--series-5",
    "--limit",
    "--median",
    "--control",
    "--focus",
  ])("%s on the card is at least 3", (line) => expect(contrast(line, "--card")).toBeGreaterThanOrEqual(3));
});

function tokens(text: string): Map<string, string> {
  return new Map([...text.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]));
}

function luminance(hex: string): number {
  return [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i]!, 0);
}
