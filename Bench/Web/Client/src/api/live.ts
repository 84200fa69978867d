import type { LiveSpectrum, Running, Station } from "./contract";

export interface LiveListener {
  onStation(station: Station): void;
  onProgress(running: Running): void;
  onSpectrum(spectrum: LiveSpectrum): void;
  onConnection(connected: boolean): void;
}

/** The server pings every 3 s: two missed ones and the connection counts as lost, whatever the socket says. */
export const SILENCE_MS = 7000;
const RETRY_MS = 1000;

/**
 * The live events of the station. A lost connection is told at once and tried again until it is back; the first
 * `station` event after that is the whole truth, nothing is merged.
 */
export class LiveStation {
  #source: EventSource | null = null;
  #silence: number | undefined;
  #retry: number | undefined;
  #connected: boolean | null = null;
  #closed = false;

  constructor(readonly listener: LiveListener) {
    this.#open();
    window.addEventListener("offline", this.#onOffline);
    window.addEventListener("online", this.#onOnline);
  }

  close(): void {
    this.#closed = true;
    this.#drop();
    window.clearTimeout(this.#retry);
    window.removeEventListener("offline", this.#onOffline);
    window.removeEventListener("online", this.#onOnline);
  }

  readonly #onOffline = (): void => this.#lose();

  readonly #onOnline = (): void => {
    window.clearTimeout(this.#retry);
    this.#open();
  };

  #open(): void {
    if (this.#closed) {
      return;
    }
    this.#drop();
    const source = new EventSource("/api/station/events");
    this.#source = source;
    const on = <T>(name: string, take: (value: T) => void): void =>
      source.addEventListener(name, (event) => {
        this.#hear();
        const data = (event as MessageEvent<string>).data;
        if (data !== "") {
          take(JSON.parse(data) as T);
        }
      });
    on<Station>("station", (station) => {
      this.#tell(true);
      this.listener.onStation(station);
    });
    on<Running>("progress", (running) => this.listener.onProgress(running));
    on<LiveSpectrum>("spectrum", (spectrum) => this.listener.onSpectrum(spectrum));
    on<unknown>("ping", () => this.#tell(true));
    source.onerror = () => this.#lose();
    this.#hear();
  }

  #hear(): void {
    window.clearTimeout(this.#silence);
    this.#silence = window.setTimeout(() => this.#lose(), SILENCE_MS);
  }

  #lose(): void {
    this.#drop();
    this.#tell(false);
    if (!this.#closed) {
      window.clearTimeout(this.#retry);
      this.#retry = window.setTimeout(() => this.#open(), RETRY_MS);
    }
  }

  #drop(): void {
    window.clearTimeout(this.#silence);
    this.#source?.close();
    this.#source = null;
  }

  #tell(connected: boolean): void {
    if (this.#connected !== connected) {
      this.#connected = connected;
      this.listener.onConnection(connected);
    }
  }
}
