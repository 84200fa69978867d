import { en } from "./en";
import { fr } from "./fr";

export type Language = "en" | "fr";
export type Key = keyof typeof en;

export const dictionaries: Record<Language, Record<Key, string>> = { en, fr };

const STORED = "bench.language";
let current: Language = initial();

export function language(): Language {
  return current;
}

/** Stays for this browser; the caller draws the page again. */
export function setLanguage(next: Language): void {
  current = next;
  localStorage.setItem(STORED, next);
  document.documentElement.lang = next;
}

/** The words of a key; {name} is replaced by values. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return dictionaries[current][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function isKey(text: string): text is Key {
  return text in en;
}

/** The reader's language of a text that the server gives in both; the other one where it is missing. */
export function either(english: string | null, french: string | null): string {
  const [first, second] = current === "fr" ? [french, english] : [english, french];
  return first !== null && first !== "" ? first : (second ?? "");
}

export function locale(): string {
  const own = navigator.languages.find((tag) => tag.toLowerCase().startsWith(current));
  return own ?? (current === "fr" ? "fr-FR" : "en-GB");
}

function initial(): Language {
  const stored = globalThis.localStorage?.getItem(STORED);
  if (stored === "en" || stored === "fr") {
    return stored;
  }
  const wanted = globalThis.navigator?.languages ?? [];
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === "fr" || tag === "en") === "fr"
    ? "fr"
    : "en";
}
