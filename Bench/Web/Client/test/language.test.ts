import { describe, expect, it } from "vitest";
import { dictionaries, type Language } from "../src/language";

const languages = Object.keys(dictionaries) as Language[];

describe("languages", () => {
  it("have the same keys", () => {
    for (const language of languages) {
      expect(Object.keys(dictionaries[language]).sort()).toEqual(Object.keys(dictionaries.en).sort());
    }
  });

  it("use the same placeholders in every text, and leave none empty", () => {
    const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, english] of Object.entries(dictionaries.en)) {
      for (const language of languages) {
        const text = dictionaries[language][key as keyof typeof dictionaries.en];
        expect(text.trim(), `${language} ${key}`).not.toBe("");
        expect(placeholders(text), `${language} ${key}`).toEqual(placeholders(english));
      }
    }
  });

  it("tell the three verdicts apart by their first letters", () => {
    for (const language of languages) {
      const words = (["PASS", "FAIL", "INVALID"] as const).map(
        (verdict) => dictionaries[language][`verdict.${verdict}`],
      );
      expect(new Set(words.map((word) => word.charAt(0))).size).toBe(3);
    }
  });
});
