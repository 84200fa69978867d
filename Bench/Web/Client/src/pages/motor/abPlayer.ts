import { ApiError } from "../../api/client";

const FADE_SECONDS = 0.01;

/**
 * Plays two sounds at once in a loop and lets one through: the switch is a ten-millisecond cross-fade at the same place
 * of both, so that nothing but the motor changes.
 */
export class AbPlayer {
  side: "a" | "b" = "a";

  #context: AudioContext | null = null;
  #buffers: { urls: string; a: AudioBuffer; b: AudioBuffer | null } | null = null;
  #sources: AudioBufferSourceNode[] = [];
  #gains: { a: GainNode; b: GainNode } | null = null;

  get playing(): boolean {
    return this.#sources.length > 0;
  }

  async play(a: string, b: string | null, onEnd: () => void): Promise<void> {
    this.#context ??= new AudioContext();
    await this.#context.resume();
    const urls = `${a} ${b ?? ""}`;
    if (this.#buffers?.urls !== urls) {
      const [first, second] = await Promise.all([this.#load(a), b === null ? null : this.#load(b)]);
      this.#buffers = { urls, a: first, b: second };
    }
    this.stop();
    if (this.#buffers.b === null) {
      this.side = "a";
    }
    const start = this.#context.currentTime + 0.05;
    this.#gains = { a: this.#voice(this.#buffers.a, "a", start), b: this.#voice(this.#buffers.b, "b", start) };
    this.#sources[0]!.onended = onEnd;
  }

  choose(side: "a" | "b"): void {
    if (side === "b" && this.#buffers?.b == null) {
      return;
    }
    this.side = side;
    if (this.#context !== null && this.#gains !== null) {
      const now = this.#context.currentTime;
      for (const each of ["a", "b"] as const) {
        this.#gains[each].gain.setTargetAtTime(each === side ? 1 : 0, now, FADE_SECONDS / 3);
      }
    }
  }

  stop(): void {
    const sources = this.#sources;
    this.#sources = [];
    this.#gains = null;
    for (const source of sources) {
      source.onended = null;
      source.stop();
    }
  }

  /** The sounds no longer belong to what is chosen. */
  forget(): void {
    this.stop();
    this.#buffers = null;
    this.side = "a";
  }

  dispose(): void {
    this.forget();
    void this.#context?.close();
  }

  #voice(buffer: AudioBuffer | null, side: "a" | "b", start: number): GainNode {
    const context = this.#context!;
    const gain = context.createGain();
    gain.gain.value = side === this.side ? 1 : 0;
    gain.connect(context.destination);
    if (buffer !== null) {
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.loop = true;
      source.connect(gain);
      source.start(start);
      this.#sources.push(source);
    }
    return gain;
  }

  async #load(url: string): Promise<AudioBuffer> {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok) {
      const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
      throw new ApiError(answer.status, problem.detail ?? `HTTP ${answer.status}`);
    }
    return this.#context!.decodeAudioData(await answer.arrayBuffer());
  }
}
