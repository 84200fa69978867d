import { ApiError, send } from "./client";

export interface WorkProgress {
  done: number;
  of: number;
}

/** Work that takes seconds: tells how far it is, ends with a result. Aborting stops it on the server too. */
export async function work<T>(
  path: string,
  body: unknown,
  told: (progress: WorkProgress) => void,
  signal?: AbortSignal,
): Promise<T> {
  const answer = await send("POST", path, body, signal);
  for await (const { kind, data } of events(answer.body!)) {
    if (kind === "progress") {
      told(data as WorkProgress);
    } else if (kind === "result") {
      return data as T;
    } else if (kind === "problem") {
      const { status, detail } = data as { status: number; detail: string };
      throw new ApiError(status, detail);
    }
  }
  throw new ApiError(0, "The server ended before the work did.");
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<{ kind: string; data: unknown }> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      yield parseEvent(block);
    }
    if (done) {
      return;
    }
  }
}

/** One block of a server-sent event stream. */
export function parseEvent(block: string): { kind: string; data: unknown } {
  const field = (name: string): string =>
    block
      .split("\n")
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /, ""))
      .join("\n");
  return { kind: field("event"), data: JSON.parse(field("data") || "null") };
}
