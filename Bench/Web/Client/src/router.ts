/** Addresses behind the #: the server answers one file for all of them. */
export interface Route {
  segments: string[];
  query: URLSearchParams;
}

export function parse(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const segments = path
    .split("/")
    .filter((part) => part !== "")
    .map(unescape);
  return { segments, query: new URLSearchParams(query) };
}

export function link(segments: string[], query: Record<string, string> = {}): string {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
  const path = segments.map(encodeURIComponent).join("/");
  return `#/${path}${parameters === "" ? "" : `?${parameters}`}`;
}

function unescape(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
