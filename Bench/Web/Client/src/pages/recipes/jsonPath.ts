/** Where in a JSON text with comments the caret stands: names and places from the root on. */
export function pathAt(text: string, caret: number): (string | number)[] {
  const levels: { isList: boolean; name: string; place: number; isName: boolean }[] = [];
  let i = 0;
  while (i < caret && i < text.length) {
    const top = levels.at(-1);
    const letter = text[i]!;
    if (letter === '"') {
      const end = endOfString(text, i);
      if (top !== undefined && !top.isList && top.isName) {
        top.name = text.slice(i + 1, end - 1);
      }
      i = end;
      continue;
    }
    if (letter === "/" && (text[i + 1] === "/" || text[i + 1] === "*")) {
      i = endOfComment(text, i);
      continue;
    }
    if (letter === "{" || letter === "[") {
      levels.push({ isList: letter === "[", name: "", place: 0, isName: letter === "{" });
    } else if (letter === "}" || letter === "]") {
      levels.pop();
    } else if (letter === ":" && top !== undefined) {
      top.isName = false;
    } else if (letter === "," && top !== undefined) {
      top.place++;
      top.name = "";
      top.isName = !top.isList;
    }
    i++;
  }
  return levels.flatMap<string | number>((level) => (level.isList ? [level.place] : level.name === "" ? [] : [level.name]));
}

/** "channels[2].unit" from its parts. */
export function pathText(parts: readonly (string | number)[]): string {
  return parts.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? part : `${text}.${part}`),
    "",
  );
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"' && text[i] !== "\n") {
    i += text[i] === "\\" ? 2 : 1;
  }
  return i + 1;
}

function endOfComment(text: string, start: number): number {
  const isLine = text[start + 1] === "/";
  const end = text.indexOf(isLine ? "\n" : "*/", start + 2);
  return end < 0 ? text.length : end + (isLine ? 1 : 2);
}
