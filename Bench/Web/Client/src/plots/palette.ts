/** The design tokens as canvases need them: read once per drawing, so that a change of theme is followed. */
export interface Palette {
  ink: string;
  muted: string;
  grid: string;
  card: string;
  cursor: string;
  limit: string;
  band: string;
  median: string;
  series: readonly string[];
  font: string;
}

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: token("--ink"),
    muted: token("--muted"),
    grid: token("--grid"),
    card: token("--card"),
    cursor: token("--cursor"),
    limit: token("--limit"),
    band: token("--band"),
    median: token("--median"),
    series: [1, 2, 3, 4, 5].map((n) => token(`--series-${n}`)),
    font: `12px ${token("--font")}`,
  };
}
