import type { LevelMap, MapHeader, Problem, Samples, SamplesHeader, Session } from "./contract";

/** The server answered with an error; the message is its detail, fit for people. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;

let csrf = "";

/** Path with the query's set values, everything escaped. */
export function address(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Escapes the parts of a path. */
export function path(strings: TemplateStringsArray, ...values: string[]): string {
  return strings.map((part, i) => part + (i < values.length ? encodeURIComponent(values[i]!) : "")).join("");
}

export async function getSession(): Promise<Session> {
  const session = await get<Session>("/api/session");
  csrf = session.csrf;
  return session;
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const answer = await send("GET", address(path, query), undefined, signal);
  return (await answer.json()) as T;
}

export async function post(path: string, body?: unknown): Promise<void> {
  await send("POST", path, body);
}

/** Changes or asks something that answers with JSON. */
export async function ask<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const answer = await send("POST", path, body, signal);
  return (await answer.json()) as T;
}

export async function put(path: string, body: unknown): Promise<void> {
  await send("PUT", path, body);
}

export async function remove(path: string): Promise<void> {
  await send("DELETE", path);
}

export async function getMap(path: string, query: Query, signal?: AbortSignal): Promise<LevelMap> {
  const answer = await send("GET", address(path, query), undefined, signal);
  const header = headerOf<MapHeader>(answer, "X-Bench-Map");
  return { ...header, levels: new Uint8Array(await answer.arrayBuffer()) };
}

export async function getSamples(path: string, query: Query, signal?: AbortSignal): Promise<Samples> {
  const answer = await send("GET", address(path, query), undefined, signal);
  const header = headerOf<SamplesHeader>(answer, "X-Bench-Samples");
  return { ...header, data: new Float32Array(await answer.arrayBuffer()) };
}

/**
 * Headers are bytes: fetch reads them as Latin-1. A server that sends UTF-8 ("m/s²") is decoded here; one that
 * escapes (\u00b2) needs nothing.
 */
export function headerOf<T>(answer: Response, name: string): T {
  const raw = answer.headers.get(name);
  if (raw === null) {
    throw new ApiError(answer.status, `The answer has no ${name} header.`);
  }
  const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  let text = raw;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Latin-1 after all.
  }
  return JSON.parse(text) as T;
}

export async function send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = {};
  if (method !== "GET") {
    headers["X-Bench-Csrf"] = csrf;
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  const request: RequestInit = { method, headers, credentials: "same-origin" };
  if (body !== undefined) {
    request.body = JSON.stringify(body);
  }
  if (signal !== undefined) {
    request.signal = signal;
  }
  const answer = await fetch(path, request);
  if (!answer.ok) {
    throw new ApiError(answer.status, await reasonOf(answer));
  }
  return answer;
}

async function reasonOf(answer: Response): Promise<string> {
  try {
    const problem = (await answer.json()) as Problem;
    const errors = Object.values(problem.errors ?? {}).flat();
    return errors.length > 0 ? errors.join(" ") : (problem.detail ?? problem.title ?? `HTTP ${answer.status}`);
  } catch {
    return `HTTP ${answer.status}`;
  }
}
