import { address, headerOf } from "../api/client";
import type { SamplesHeader } from "../api/contract";
import { keyOf, spanOf, type Tile, TILE_POINTS } from "./tiles";

/** Asks for the tiles of one channel of one recording. */
export interface TileRequest {
  path: string;
  channel: string;
  totalSeconds: number;
  tiles: Tile[];
}

/** A fetched tile: minimum and maximum of each point, or samples where there are no more of them. */
export interface TileAnswer {
  source: string;
  key: string;
  from: number;
  to: number;
  pairs: boolean;
  data: Float32Array;
}

// Fetching and unpacking happen here, so that a pan never waits for them. Only the newest request counts.
const inFlight = new Map<string, AbortController>();

self.onmessage = (event: MessageEvent<TileRequest>) => {
  const { path, channel, totalSeconds, tiles } = event.data;
  const source = `${path} ${channel}`;
  const wanted = new Set(tiles.map((tile) => `${source} ${keyOf(tile)}`));
  for (const [key, abort] of inFlight) {
    if (!wanted.has(key)) {
      abort.abort();
      inFlight.delete(key);
    }
  }
  for (const tile of tiles) {
    const key = `${source} ${keyOf(tile)}`;
    if (!inFlight.has(key)) {
      const abort = new AbortController();
      inFlight.set(key, abort);
      void load(path, channel, tile, totalSeconds, source, abort.signal).finally(() => inFlight.delete(key));
    }
  }
};

async function load(
  path: string,
  channel: string,
  tile: Tile,
  totalSeconds: number,
  source: string,
  signal: AbortSignal,
): Promise<void> {
  const [from, to] = spanOf(tile, totalSeconds);
  try {
    const answer = await fetch(address(path, { channel, from, to, points: TILE_POINTS }), { signal });
    if (!answer.ok) {
      return;
    }
    const header = headerOf<SamplesHeader>(answer, "X-Bench-Samples");
    const data = new Float32Array(await answer.arrayBuffer());
    const reply: TileAnswer = { source, key: keyOf(tile), from: header.from, to: header.to, pairs: header.pairs, data };
    postMessage(reply, { transfer: [data.buffer] });
  } catch {
    // Aborted, or the connection is gone: the next view asks again, the page says the latter.
  }
}
