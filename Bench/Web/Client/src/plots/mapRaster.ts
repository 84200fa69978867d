/** A part of a map, in cells; ends may lie between cells. */
export interface Cells {
  firstColumn: number;
  lastColumn: number;
  firstRow: number;
  lastRow: number;
}

/**
 * Draws a part of a map of 8-bit levels into pixels, row 0 of the map at the bottom. A pixel that covers several cells
 * shows the highest of them: a narrow line must not vanish because the screen is small.
 */
export function rasterise(
  levels: Uint8Array,
  columns: number,
  cells: Cells,
  colours: Uint32Array,
  pixels: Uint32Array,
  width: number,
  height: number,
): void {
  const [fromColumn, toColumn] = edges(cells.firstColumn, cells.lastColumn, width, columns);
  const rows = levels.length / columns;
  const [fromRow, toRow] = edges(cells.firstRow, cells.lastRow, height, rows);
  const highest = new Uint8Array(width);
  let drawnFrom = -1;
  let drawnTo = -1;
  for (let y = 0; y < height; y++) {
    const bottom = fromRow[height - 1 - y]!;
    const top = toRow[height - 1 - y]!;
    if (bottom !== drawnFrom || top !== drawnTo) {
      highestOf(levels, columns, bottom, top, fromColumn, toColumn, highest);
      drawnFrom = bottom;
      drawnTo = top;
    }
    const line = y * width;
    for (let x = 0; x < width; x++) {
      pixels[line + x] = colours[highest[x]!]!;
    }
  }
}

function highestOf(
  levels: Uint8Array,
  columns: number,
  bottom: number,
  top: number,
  fromColumn: Int32Array,
  toColumn: Int32Array,
  highest: Uint8Array,
): void {
  for (let x = 0; x < highest.length; x++) {
    const first = fromColumn[x]!;
    const last = toColumn[x]!;
    let most = 0;
    for (let row = bottom; row < top; row++) {
      const line = row * columns;
      for (let cell = line + first; cell < line + last; cell++) {
        const level = levels[cell]!;
        most = level > most ? level : most;
      }
    }
    highest[x] = most;
  }
}

// For each pixel the first cell and the one after the last that it covers; at least one.
function edges(from: number, to: number, pixels: number, cells: number): [Int32Array, Int32Array] {
  const first = new Int32Array(pixels);
  const last = new Int32Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const low = Math.floor(from + ((to - from) * i) / pixels);
    const high = Math.ceil(from + ((to - from) * (i + 1)) / pixels - 1e-9);
    first[i] = Math.max(0, Math.min(cells - 1, low));
    last[i] = Math.max(first[i]! + 1, Math.min(cells, high));
  }
  return [first, last];
}
