import { get } from "../../api/client";
import { h } from "../../dom";
import { figure } from "../../format";

/** Gauge repeatability and reproducibility, as the server tells it: its figures by name. */
export async function capabilityPanel(partType: string): Promise<HTMLElement> {
  const answer = await get<Record<string, unknown>>("/api/population/capability", { partType });
  const entries = Object.entries(answer).filter(([, value]) => typeof value === "number" || typeof value === "string");
  return h(
    "div",
    { class: "card" },
    h(
      "dl",
      { class: "facts" },
      entries.flatMap(([name, value]) => [
        h("dt", {}, name),
        h("dd", {}, typeof value === "number" ? figure(value) : String(value)),
      ]),
    ),
  );
}
