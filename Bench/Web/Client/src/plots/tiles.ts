/**
 * Tiles of a long recording: level 0 is the whole, each level halves the width. Every tile has the same number of
 * points, so a view of any width needs two or three of them, and what was once fetched is drawn again from memory.
 */
export const TILE_POINTS = 2048;

export interface Tile {
  level: number;
  index: number;
}

/** The level whose tiles give at least one point per pixel in a view, as far as the recording has samples. */
export function levelFor(viewSeconds: number, pixels: number, totalSeconds: number, rateHz: number): number {
  const wanted = (totalSeconds * pixels) / (viewSeconds * TILE_POINTS);
  const finest = (totalSeconds * rateHz) / TILE_POINTS;
  return Math.max(0, Math.ceil(Math.log2(Math.min(wanted, finest))));
}

export function tilesOf(level: number, from: number, to: number, totalSeconds: number): Tile[] {
  const count = 2 ** level;
  const first = Math.max(0, Math.floor((from / totalSeconds) * count));
  const last = Math.min(count - 1, Math.ceil((to / totalSeconds) * count - 1e-9) - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ({ level, index: first + i }));
}

export function spanOf({ level, index }: Tile, totalSeconds: number): [from: number, to: number] {
  const width = totalSeconds / 2 ** level;
  return [index * width, (index + 1) * width];
}

export function keyOf({ level, index }: Tile): string {
  return `${level}/${index}`;
}

/** The tile itself or the finest one above it that is at hand. */
export function bestOf<T>(tile: Tile, cache: { get(key: string): T | undefined }): { tile: Tile; held: T } | null {
  for (let { level, index } = tile; level >= 0; level--, index >>= 1) {
    const held = cache.get(keyOf({ level, index }));
    if (held !== undefined) {
      return { tile: { level, index }, held };
    }
  }
  return null;
}
