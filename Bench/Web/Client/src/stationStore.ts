import type { LiveSpectrum, Running, Station } from "./api/contract";
import { LiveStation } from "./api/live";

export type StationEvent = "station" | "progress" | "spectrum" | "connection";

/** What the pages know of the station: its last whole state, and whether that is still true. */
export class StationStore {
  station: Station | null = null;
  running: Running | null = null;
  spectrum: LiveSpectrum | null = null;
  connected = false;

  readonly #listeners = new Set<(event: StationEvent) => void>();
  #live: LiveStation | null = null;

  open(): void {
    this.#live ??= new LiveStation({
      onStation: (station) => {
        this.station = station;
        this.running = station.running;
        if (station.state !== "testing") {
          this.spectrum = null;
        }
        this.#tell("station");
      },
      onProgress: (running) => {
        this.running = running;
        this.#tell("progress");
      },
      onSpectrum: (spectrum) => {
        this.spectrum = spectrum;
        this.#tell("spectrum");
      },
      onConnection: (connected) => {
        this.connected = connected;
        if (!connected) {
          this.station = null;
          this.running = null;
          this.spectrum = null;
        }
        this.#tell("connection");
      },
    });
  }

  close(): void {
    this.#live?.close();
    this.#live = null;
    this.connected = false;
    this.station = null;
  }

  /** Returns what ends the subscription. */
  subscribe(listener: (event: StationEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(event: StationEvent): void {
    for (const listener of this.#listeners) {
      listener(event);
    }
  }
}
