/**
 * 256 colours from dark violet over teal to light yellow, the same as in the reports: made in OKLCh (B. Ottosson, 2020)
 * with lightness and hue linear in the position and constant chroma, so that order is kept in grey print and for every
 * kind of colour blindness.
 */
export const COLOURS = 256;

const DARKEST = 0.22;
const LIGHTEST = 0.95;
const FIRST_HUE = 300;
const LAST_HUE = 103;
const CHROMA = 0.09;

export function colourScale(): [red: number, green: number, blue: number][] {
  return Array.from({ length: COLOURS }, (_, i) => {
    const share = i / (COLOURS - 1);
    const hue = ((FIRST_HUE + share * (LAST_HUE - FIRST_HUE)) * Math.PI) / 180;
    return fromOklab(DARKEST + share * (LIGHTEST - DARKEST), CHROMA * Math.cos(hue), CHROMA * Math.sin(hue));
  });
}

/**
 * Pixels of the levels 0…255 of a map whose codes span loDb…hiDb, when the colours are to span fromDb…toDb.
 * Little-endian RGBA, as canvases want it.
 */
export function lookUp(loDb: number, hiDb: number, fromDb: number, toDb: number): Uint32Array {
  const colours = colourScale().map(([r, g, b]) => (0xff000000 | (b << 16) | (g << 8) | r) >>> 0);
  return Uint32Array.from({ length: 256 }, (_, code) => {
    const db = loDb + ((hiDb - loDb) * code) / 255;
    const share = toDb > fromDb ? (db - fromDb) / (toDb - fromDb) : 0;
    return colours[Math.max(0, Math.min(COLOURS - 1, Math.floor(share * COLOURS)))]!;
  });
}

// OKLab to linear sRGB with the published matrices, then the sRGB transfer curve (IEC 61966-2-1).
function fromOklab(lightness: number, a: number, b: number): [number, number, number] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function encode(linear: number): number {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.max(0, Math.min(1, value)));
}
