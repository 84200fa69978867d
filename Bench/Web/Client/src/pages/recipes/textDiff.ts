export interface DiffLine {
  kind: "same" | "gone" | "new";
  text: string;
  /** Line numbers, from 1 on; null on the side that does not have the line. */
  before: number | null;
  after: number | null;
}

/** The shortest way from one text to another, line by line (longest common subsequence). */
export function textDiff(before: string, after: string): DiffLine[] {
  const a = before.split("\n");
  const b = after.split("\n");
  // common[i][k]: length of the longest common subsequence of what follows from line i and line k.
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let k = b.length - 1; k >= 0; k--) {
      common[i]![k] = a[i] === b[k] ? common[i + 1]![k + 1]! + 1 : Math.max(common[i + 1]![k]!, common[i]![k + 1]!);
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let k = 0;
  while (i < a.length || k < b.length) {
    if (i < a.length && k < b.length && a[i] === b[k]) {
      lines.push({ kind: "same", text: a[i]!, before: ++i, after: ++k });
    } else if (k === b.length || (i < a.length && common[i + 1]![k]! >= common[i]![k + 1]!)) {
      lines.push({ kind: "gone", text: a[i]!, before: ++i, after: null });
    } else {
      lines.push({ kind: "new", text: b[k]!, before: null, after: ++k });
    }
  }
  return lines;
}

/** Only what changed, with some lines around it; null stands for what was left out. */
export function nearChanges(lines: readonly DiffLine[], around = 3): (DiffLine | null)[] {
  const shown = lines.map((_, i) => lines.slice(Math.max(0, i - around), i + around + 1).some((l) => l.kind !== "same"));
  return lines.flatMap((line, i) => (shown[i] ? [line] : i > 0 && shown[i - 1] ? [null] : []));
}
