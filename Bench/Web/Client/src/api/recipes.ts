import { ask, get, path, send } from "./client";
import type { CurveAxis, Finding, Verdict } from "./contract";

export interface RecipeEntry {
  name: string;
  revision: number;
  description: string;
  serialPattern: string;
  durationSeconds: number;
  channels: number;
  steps: number;
  curves: number;
  hash: string;
  learned: boolean;
}

export interface RecipeRevision {
  revision: number;
  hash: string;
  author: string | null;
  at: string | null;
  reason: string | null;
}

export interface Recipe {
  info: RecipeEntry;
  text: string;
  revisions: RecipeRevision[];
}

export interface RecipeFault {
  path: string;
  line: number | null;
  message: string;
}

export interface RecipeCheck {
  faults: RecipeFault[];
  newCurves: string[];
  goneCurves: string[];
  measuresSame: boolean;
}

export interface DryRunCurve {
  name: string;
  family: string;
  channel: string;
  step: string;
  axis: CurveAxis;
  unit: string;
  positions: number[];
  values: (number | null)[];
  before: (number | null)[] | null;
  limit: number[] | null;
}

export interface DryRun {
  serialNumber: string;
  was: Verdict;
  verdict: Verdict | null;
  findings: Finding[];
  curves: DryRunCurve[];
}

/** A node of the JSON schema, as far as the help needs it. */
export interface Schema {
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  $ref?: string;
}

export function listRecipes(): Promise<RecipeEntry[]> {
  return get("/api/part-types");
}

export function readSchema(): Promise<Schema> {
  return get("/api/part-types/schema");
}

export function readRecipe(name: string): Promise<Recipe> {
  return get(path`/api/part-types/${name}`);
}

export async function readText(name: string, revision: number): Promise<string> {
  return (await send("GET", `${path`/api/part-types/${name}/text`}?revision=${revision}`)).text();
}

export function checkRecipe(name: string, text: string, signal: AbortSignal): Promise<RecipeCheck> {
  return ask(path`/api/part-types/${name}/check`, { text }, signal);
}

export function dryRun(name: string, text: string, result: string): Promise<DryRun> {
  return ask(path`/api/part-types/${name}/dry-run`, { text, result });
}

export function saveRecipe(name: string, text: string, reason: string): Promise<RecipeEntry> {
  return ask(path`/api/part-types/${name}/revisions`, { text, reason });
}
