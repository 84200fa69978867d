import type { Verdict } from "./api/contract";

/** A verdict's tones: rising for PASS, low and rough for FAIL, twice the same for INVALID. Made here, no files. */
const TONES: Record<Verdict, { hz: number; at: number; seconds: number; wave: OscillatorType }[]> = {
  PASS: [
    { hz: 660, at: 0, seconds: 0.12, wave: "sine" },
    { hz: 990, at: 0.13, seconds: 0.22, wave: "sine" },
  ],
  FAIL: [
    { hz: 220, at: 0, seconds: 0.25, wave: "sawtooth" },
    { hz: 165, at: 0.28, seconds: 0.25, wave: "sawtooth" },
    { hz: 165, at: 0.56, seconds: 0.4, wave: "sawtooth" },
  ],
  INVALID: [
    { hz: 440, at: 0, seconds: 0.18, wave: "triangle" },
    { hz: 440, at: 0.3, seconds: 0.18, wave: "triangle" },
  ],
};

const STORED = "bench.sound";
let context: AudioContext | null = null;

export function soundOn(): boolean {
  return localStorage.getItem(STORED) !== "off";
}

export function setSound(on: boolean): void {
  localStorage.setItem(STORED, on ? "on" : "off");
}

/** Browsers allow sound only after a key or a touch: scanning is one. Failure to play is no failure of the page. */
export async function sound(verdict: Verdict): Promise<void> {
  if (!soundOn() || navigator.userActivation?.hasBeenActive === false) {
    return;
  }
  context ??= new AudioContext();
  if (context.state === "suspended") {
    await context.resume();
  }
  for (const tone of TONES[verdict]) {
    play(context, tone);
  }
}

function play(audio: AudioContext, tone: { hz: number; at: number; seconds: number; wave: OscillatorType }): void {
  const start = audio.currentTime + tone.at;
  const gain = audio.createGain();
  // Short ramps: a gate would click.
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.25, start + 0.01);
  gain.gain.setValueAtTime(0.25, start + tone.seconds - 0.03);
  gain.gain.linearRampToValueAtTime(0, start + tone.seconds);
  const oscillator = audio.createOscillator();
  oscillator.type = tone.wave;
  oscillator.frequency.value = tone.hz;
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + tone.seconds);
}
