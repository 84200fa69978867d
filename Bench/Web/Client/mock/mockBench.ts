import type { IncomingMessage, ServerResponse } from "node:http";
import type { Station, StationResult, Verdict } from "../src/api/contract";
import * as data from "./mockData";

/** A bench that answers like the server, with made-up figures. It forgets everything when it ends. */
export class MockBench {
  readonly #readers = new Set<ServerResponse>();
  readonly #station: Station = data.station();
  #user: { name: string; role: "administrator" } | null = { name: "mock", role: "administrator" };
  #clock: NodeJS.Timeout | undefined;

  constructor() {
    setInterval(() => this.#send("ping", {}), 3000);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, "http://mock");
    const body = await bodyOf(request);
    if (url.pathname === "/api/station/events") {
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
      this.#readers.add(response);
      request.on("close", () => this.#readers.delete(response));
      response.write(`event: station\ndata: ${JSON.stringify(this.#station)}\n\n`);
    } else if (request.method === "POST") {
      this.#post(url.pathname, body as Record<string, unknown>);
      response.writeHead(204).end();
    } else {
      this.#get(url, response);
    }
  }

  #get(url: URL, response: ServerResponse): void {
    const parts = url.pathname.split("/").slice(2).map(decodeURIComponent);
    const json = (value: unknown): void => {
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(value));
    };
    const binary = (name: string, header: unknown, bytes: Uint8Array): void => {
      response.writeHead(200, { "Content-Type": "application/octet-stream", [name]: asciiJson(header) }).end(bytes);
    };
    if (parts[0] === "session") {
      json({ user: this.#user, csrf: "mock", setupNeeded: false, version: "0.1.0", bench: "Bench 1" });
    } else if (url.pathname === "/api/station/training") {
      json({ on: this.#station.training, defects: ["unbalance", "bearing-outer", "hammer-blow"] });
    } else if (parts[0] === "station") {
      json(this.#station);
    } else if (parts[0] === "population") {
      json(data.population(parts[1]!, url.searchParams));
    } else if (parts[0] === "users") {
      json([
        { name: "mock", role: "administrator" },
        { name: "claire", role: "operator" },
      ]);
    } else if (parts[0] === "audit") {
      json({ total: 1, page: 1, pageSize: 50, items: [data.auditEntry()] });
    } else if (parts.length === 1) {
      json(data.results(url.searchParams));
    } else if (parts.length === 2) {
      json(data.detail(parts[1]!));
    } else if (parts[2] === "curves") {
      json(
        data.curve(
          parts[3]!,
          (url.searchParams.get("compare") ?? "").split(",").filter((id) => id !== ""),
        ),
      );
    } else if (parts[2] === "spectrum") {
      json(data.spectrum(url.searchParams.get("kind")!));
    } else if (parts[2] === "lines") {
      json(data.lines());
    } else if (parts[2] === "speed") {
      json(data.speed());
    } else if (parts[2] === "map") {
      const { header, levels } = data.map(url.searchParams.get("kind")!);
      binary("X-Bench-Map", header, levels);
    } else if (parts[2] === "samples") {
      const { header, samples } = data.samples(url.searchParams);
      binary("X-Bench-Samples", header, new Uint8Array(samples.buffer));
    } else if (parts[2] === "audio") {
      response.writeHead(200, { "Content-Type": "audio/wav" }).end(data.audio());
    } else {
      response.writeHead(404, { "Content-Type": "application/problem+json" }).end(JSON.stringify({ status: 404 }));
    }
  }

  #post(path: string, body: Record<string, unknown>): void {
    switch (path) {
      case "/api/logout":
        this.#user = null;
        return;
      case "/api/login":
        this.#user = { name: "mock", role: "administrator" };
        return;
      case "/api/station/start":
        this.#run(String(body["serialNumber"]));
        return;
      case "/api/station/clear":
        Object.assign(this.#station, { state: "ready", result: null });
        break;
      case "/api/station/stop":
        this.#finish("INVALID");
        return;
      case "/api/station/training":
        this.#station.training = body["on"] === true;
        break;
      case "/api/station/shift":
        Object.assign(this.#station.shift, { tested: 0, pass: 0, fail: 0, invalid: 0, reasons: [] });
        break;
      default:
        for (const alarm of this.#station.alarms.filter((each) => path.includes(each.id))) {
          Object.assign(alarm, { acknowledgedBy: "mock", acknowledgedAt: new Date().toISOString() });
        }
    }
    this.#send("station", this.#station);
  }

  #run(serialNumber: string): void {
    clearInterval(this.#clock);
    const ofSeconds = 6;
    let seconds = 0;
    const running = { serialNumber, partType: "7DL", ofSeconds, step: "run-up" };
    const verdict: Verdict = serialNumber.endsWith("F") ? "FAIL" : serialNumber.endsWith("I") ? "INVALID" : "PASS";
    Object.assign(this.#station, { state: "testing", result: null });
    this.#clock = setInterval(() => {
      seconds += 0.2;
      const now = { ...running, seconds, remainingSeconds: ofSeconds - seconds, speedRpm: 600 + seconds * 1800 };
      if (this.#station.running === null) {
        this.#station.running = now;
        this.#send("station", this.#station);
      }
      this.#station.running = now;
      this.#send("progress", now);
      this.#send("spectrum", data.liveSpectrum(seconds));
      if (seconds >= ofSeconds) {
        this.#finish(verdict);
      }
    }, 200);
  }

  #finish(verdict: Verdict): void {
    clearInterval(this.#clock);
    const { running, shift } = this.#station;
    const result: StationResult = data.finished(running?.serialNumber ?? "", verdict);
    const count = { PASS: "pass", FAIL: "fail", INVALID: "invalid" } as const;
    shift.tested++;
    shift[count[verdict]]++;
    Object.assign(this.#station, { state: "verdict", running: null, result });
    this.#station.last = [result, ...this.#station.last].slice(0, 10);
    this.#send("station", this.#station);
  }

  #send(name: string, value: unknown): void {
    for (const reader of this.#readers) {
      reader.write(`event: ${name}\ndata: ${JSON.stringify(value)}\n\n`);
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
