import type * as contract from "../src/api/contract";

/** Made-up figures of a plausible kind; every motor is the same one with another serial number. */

const NOW = Date.now();
const CHANNELS = ["AccA", "AccB", "AccZ", "Mic"];

export function station(): contract.Station {
  return {
    bench: "Bench 1",
    state: "ready",
    problem: null,
    problemFr: null,
    training: false,
    partTypes: [
      partType("7DL", "DL\\d{5}[A-Z]?", "Rear permanent-magnet motor"),
      partType("6AM", "AM\\d{5}", "Front motor"),
    ],
    running: null,
    result: null,
    last: Array.from({ length: 8 }, (_, i) => summary(i)),
    shift: {
      since: new Date(NOW - 3e6).toISOString(),
      tested: 118,
      pass: 109,
      fail: 6,
      invalid: 3,
      firstPassYield: 0.948,
      reasons: [
        { code: "order-9", text: "Order 9 too high", textFr: "Ordre 9 trop élevé", count: 4 },
        { code: "bearing-outer", text: "Bearing, outer ring", textFr: "Roulement, bague extérieure", count: 2 },
      ],
    },
    alarms: [
      {
        id: "a1",
        at: new Date(NOW - 9e5).toISOString(),
        severity: "warning",
        text: "AccB drifts: its level fell by 1.2 dB over 200 motors.",
        textFr: "AccB dérive : son niveau a baissé de 1,2 dB sur 200 moteurs.",
        acknowledgedBy: null,
        acknowledgedAt: null,
      },
    ],
  };
}

function partType(name: string, serialPattern: string, description: string): contract.PartTypeInfo {
  const steps = [
    { name: "standstill", kind: "standstill", startSeconds: 0, seconds: 0.5 },
    { name: "run-up", kind: "runUp", startSeconds: 0.5, seconds: 3.5 },
    { name: "dwell", kind: "dwell", startSeconds: 4, seconds: 2 },
  ];
  return { name, revision: 1, description, serialPattern, durationSeconds: 6, steps, learned: true };
}

export function finished(serialNumber: string, verdict: contract.Verdict): contract.StationResult {
  return {
    ...summary(0, verdict),
    serialNumber,
    id: `r-${Math.random()}`,
    startedAt: new Date().toISOString(),
    findings: findings(verdict),
  };
}

function findings(verdict: contract.Verdict): contract.Finding[] {
  if (verdict === "PASS") {
    return [];
  }
  const invalid = verdict === "INVALID";
  return [0, 1].map((i) => ({
    rank: i + 1,
    source: invalid ? "check" : "learned-limit",
    code: invalid ? "tacho-dropout" : `order-${9 - i}`,
    text: invalid ? "Tacho pulses are missing." : `Order ${9 - i} on AccA is 6.4 dB over its limit at 7,500 rpm.`,
    textFr: invalid
      ? "Des impulsions du capteur de vitesse manquent."
      : `L'ordre ${9 - i} sur AccA dépasse sa courbe limite de 6,4 dB à 7 500 tr/min.`,
    instruction: invalid
      ? "Check the tacho sensor, its distance and its cable, then test again."
      : "Put the motor aside.",
    instructionFr: invalid
      ? "Vérifier le capteur de vitesse, sa distance et son câble, puis refaire l'essai."
      : "Mettre le moteur de côté.",
    cause: invalid ? "" : "stator eccentricity",
    causeFr: "",
    curve: invalid ? "" : `run-up/AccA/OrderCut/order ${9 - i}`,
    channel: "AccA",
    positionFrom: 6500,
    positionTo: 8500,
    positionAt: 7500,
    value: 96.4,
    limit: 90,
    severity: 2.1 - i,
  }));
}

function summary(
  i: number,
  verdict: contract.Verdict = i % 7 === 3 ? "FAIL" : i % 9 === 5 ? "INVALID" : "PASS",
): contract.ResultSummary {
  const [finding] = findings(verdict);
  return {
    id: `m${i}`,
    serialNumber: `DL${String(40_000 - i).padStart(5, "0")}`,
    partType: "7DL",
    bench: "Bench 1",
    startedAt: new Date(NOW - i * 40_000).toISOString(),
    durationSeconds: 11,
    verdict,
    code: finding?.code ?? null,
    reason: finding?.text ?? null,
    reasonFr: finding?.textFr ?? null,
    instruction: finding?.instruction ?? null,
    instructionFr: finding?.instructionFr ?? null,
    training: false,
  };
}

export function results(query: URLSearchParams): contract.Page<contract.ResultSummary> {
  const page = Number(query.get("page") ?? 1);
  const pageSize = Number(query.get("pageSize") ?? 50);
  const serial = query.get("serial") ?? "";
  const verdict = query.get("verdict");
  const all = Array.from({ length: 4000 }, (_, i) => summary(i)).filter(
    (each) => each.serialNumber.includes(serial) && (verdict === null || each.verdict === verdict),
  );
  return { total: all.length, page, pageSize, items: all.slice((page - 1) * pageSize, page * pageSize) };
}

export function detail(id: string): contract.ResultDetail {
  const i = Number(id.replace(/\D/g, "")) % 4000;
  const motor = summary(i, "FAIL");
  return {
    ...motor,
    id,
    findings: findings(motor.verdict),
    recipeHash: "5c1d…",
    baselineId: "7DL-0123456789ab",
    software: "0.1.0",
    anomalyScore: 3.2,
    pValue: 0.004,
    recording: {
      file: `${motor.serialNumber}.mf4`,
      bytes: 41_203_456,
      hash: "e3b0c44298fc1c149afbf4c8996fb924",
      available: true,
    },
    channels: CHANNELS.map((name) => ({ id: name, name, unit: "m/s²", quantity: "acceleration", rateHz: 51_200 })),
    curves: curveInfos(),
    sameSerial: [summary(i), { ...summary(i + 1), serialNumber: motor.serialNumber }],
    nearestGood: [1, 2, 4].map((k) => ({ id: `m${i + k}`, serialNumber: summary(i + k).serialNumber, distance: k })),
  };
}

function curveInfos(): contract.CurveInfo[] {
  const unit = "dB re 1 µm/s²";
  return CHANNELS.flatMap((channel) => [
    ...[1, 2, 4, 8, 9, 16, 24, 48].map((order): contract.CurveInfo => {
      const exceeded = channel === "AccA" && (order === 9 || order === 8);
      const name = `run-up/${channel}/OrderCut/order ${order}`;
      return {
        name,
        family: "OrderCut",
        channel,
        step: "run-up",
        axis: "rpm",
        unit,
        points: 22,
        exceeded,
        worstMarginDb: exceeded ? -6.4 : order / 5,
      };
    }),
    {
      name: `dwell/${channel}/Spectrum/bands`,
      family: "Spectrum",
      channel,
      step: "dwell",
      axis: "Hz",
      unit,
      points: 52,
      exceeded: false,
      worstMarginDb: 3,
    },
    {
      name: `dwell/${channel}/Level/rms`,
      family: "Level",
      channel,
      step: "dwell",
      axis: "none",
      unit,
      points: 1,
      exceeded: false,
      worstMarginDb: 4,
    },
  ]);
}

export function curve(name: string, compare: string[]): contract.Curve {
  const info = curveInfos().find((each) => each.name === name) ?? curveInfos()[0]!;
  const positions = Array.from({ length: info.points }, (_, i) =>
    info.axis === "Hz" ? 50 * 2 ** (i / 6) : 1000 + 500 * i,
  );
  const base = positions.map((_, i) => 78 + 10 * Math.sin(i / 3));
  return {
    info,
    positions,
    values: base.map((v, i) => v + (info.exceeded && Math.abs(i - 13) < 3 ? 12 : 1)),
    limit: base.map((v) => v + 6),
    good: { low: base.map((v) => v - 3), median: base, high: base.map((v) => v + 3) },
    compare: compare.map((id) => ({
      id,
      serialNumber: id,
      verdict: "PASS",
      values: base.map((v, i) => v + Math.sin(i)),
    })),
  };
}

export function lines(): contract.KnownLine[] {
  const line = (
    name: string,
    nameFr: string,
    order: number,
    group: contract.KnownLine["group"],
  ): contract.KnownLine => ({ name, nameFr, order, hz: null, group });
  return [
    line("Shaft", "Arbre", 1, "shaft"),
    line("BPFO A-side", "BPFO côté A", 3.6, "bearing"),
    line("BPFI A-side", "BPFI côté A", 5.4, "bearing"),
    line("2 × poles", "2 × pôles", 8, "electrical"),
    line("Slots", "Encoches", 48, "slot"),
  ];
}

export function spectrum(kind: string): contract.Spectrum {
  const octaves = kind === "octaves";
  const inOrders = kind === "envelope" || kind === "order";
  const n = octaves ? 31 : 6400;
  const positions = Array.from({ length: n }, (_, i) =>
    octaves ? 20 * 2 ** (i / 3) : (i * (inOrders ? 64 : 20_000)) / n,
  );
  const values = positions.map((x, i) => {
    const near = [1, 3.6, 8, 16, 24, 48].some(
      (order) => Math.abs(x - (inOrders ? order : order * 100)) < (inOrders ? 0.02 : 4),
    );
    return octaves
      ? 0.02 + 0.3 * Math.exp(-(((i - 18) / 6) ** 2))
      : (near ? 0.5 : 0.004) * (1 + 0.4 * Math.sin(i * 12.9898));
  });
  return {
    x: inOrders ? { name: "Order", unit: "" } : { name: "Frequency", unit: "Hz" },
    y: { name: "Acceleration", unit: "m/s²", reference: 1e-6 },
    positions,
    values,
    lines: lines(),
  };
}

export function speed(): { seconds: number[]; rpm: number[] } {
  const seconds = Array.from({ length: 1100 }, (_, i) => i / 100);
  return {
    seconds,
    rpm: seconds.map((s) => (s < 1 ? 600 * s : s < 7 ? 600 + 1900 * (s - 1) : s < 9 ? 12_000 - 3000 * (s - 7) : 6000)),
  };
}

export function map(kind: string): { header: contract.MapHeader; levels: Uint8Array } {
  const rows = 512;
  const columns = 2048;
  const levels = new Uint8Array(rows * columns);
  const byOrder = kind.startsWith("order");
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const order = byOrder ? (row / rows) * 60 : (row / rows) * 60 * (columns / (column + 200));
      const line = [1, 2, 4, 8, 9, 16, 24, 48].some((known) => Math.abs(order - known) < 0.2) ? 110 : 0;
      const resonance = 60 * Math.exp(-(((row * (byOrder ? column + 300 : 1500) - 260_000) / 90_000) ** 2));
      levels[row * columns + column] = 40 + line + resonance + ((row * 7919 + column * 104_729) % 23);
    }
  }
  const x =
    kind === "spectrogram" || kind === "order-time"
      ? { name: "Time", unit: "s", from: 0, to: 11 }
      : { name: "Speed", unit: "rpm", from: 600, to: 12_000 };
  const y = byOrder
    ? { name: "Order", unit: "", from: 0, to: 60 }
    : { name: "Frequency", unit: "Hz", from: 0, to: 20_000 };
  return { header: { rows, columns, x, y, loDb: 20, hiDb: 120, unit: "dB re 1e-6 m/s²" }, levels };
}

export function samples(query: URLSearchParams): { header: contract.SamplesHeader; samples: Float32Array } {
  const total = 11;
  const from = Math.max(0, Number(query.get("from") ?? 0));
  const to = Math.min(total, Number(query.get("to") ?? total));
  const points = Number(query.get("points") ?? 1000);
  const raw = (to - from) * 51_200 <= points;
  const count = raw ? Math.round((to - from) * 51_200) : points;
  const samples = new Float32Array(raw ? count : 2 * count);
  for (let i = 0; i < count; i++) {
    const at = from + ((to - from) * i) / count;
    const size = 2 + 20 * Math.exp(-((at - 5) ** 2)) + ((i * 7919) % 13) / 10;
    if (raw) {
      samples[i] = size * Math.sin(2 * Math.PI * 400 * at);
    } else {
      samples[2 * i] = -size;
      samples[2 * i + 1] = size;
    }
  }
  return { header: { from, to, rateHz: 51_200, unit: "m/s²", pairs: !raw, count }, samples };
}

export function audio(): Uint8Array {
  const count = 48_000;
  const buffer = Buffer.alloc(44 + 2 * count);
  buffer.write("RIFF", 0).toString();
  buffer.writeUInt32LE(36 + 2 * count, 4);
  buffer.write("WAVEfmt ", 8);
  [16, 0x10001, 48_000, 96_000, 0x100002].forEach((word, i) => buffer.writeUInt32LE(word, 16 + 4 * i));
  buffer.write("data", 36);
  buffer.writeUInt32LE(2 * count, 40);
  for (let i = 0; i < count; i++) {
    buffer.writeInt16LE(Math.round(3000 * Math.sin((2 * Math.PI * 440 * i) / 48_000)), 44 + 2 * i);
  }
  return buffer;
}

export function liveSpectrum(seconds: number): contract.LiveSpectrum {
  const levelsDb = Array.from({ length: 512 }, (_, i) => {
    const line = [4, 8, 48].some((order) => Math.abs(i - order * (1 + seconds)) < 1.5) ? 25 : 0;
    return 60 + line - i / 25 + 3 * Math.sin(i * 12.9898 + seconds);
  });
  return { channel: "AccA", name: "accelerometer A-side", unit: "dB re 1 µm/s²", fromHz: 0, toHz: 20_000, levelsDb };
}

export function auditEntry(): contract.AuditEntry {
  return {
    id: 1,
    at: new Date(NOW).toISOString(),
    user: "mock",
    action: "user-added",
    object: "claire",
    before: null,
    after: { role: "operator" },
  };
}

export function population(what: string, query: URLSearchParams): unknown {
  const values = Array.from({ length: 300 }, (_, i) => 78 + 2 * Math.sin(i * 12.9898) + (i > 240 ? (i - 240) / 20 : 0));
  switch (what) {
    case "features":
      return curveInfos().map((info) => ({ ...info, position: info.axis === "none" ? null : 5000 }));
    case "trend":
      return {
        points: values.map((value, i) => ({ ...summary(300 - i), value })),
        limit: 86,
        center: 78,
        sigma: 1.4,
        rules: [{ rule: "Nelson 2", from: 250, to: 300 }],
      };
    case "distribution": {
      const edges = Array.from({ length: 25 }, (_, i) => 72 + i * 0.5);
      const counts = edges.slice(1).map((edge) => values.filter((v) => v < edge && v >= edge - 0.5).length);
      return {
        edges,
        counts,
        mean: 78.3,
        sigma: 1.4,
        cp: null,
        cpk: 1.82,
        ppk: 1.7,
        n: 300,
        limitHigh: 86,
        limitLow: null,
      };
    }
    case "pareto":
      return station().shift.reasons;
    case "yield":
      return Array.from({ length: 14 }, (_, i) => ({
        from: new Date(NOW - (14 - i) * 864e5).toISOString(),
        tested: 900,
        firstPass: (850 + i) / 900,
        final: (880 + i) / 900,
      }));
    case "drift":
      return {
        motors: 420,
        hasChanged: false,
        source: "sensor",
        bench: "Bench 1",
        channel: "AccB",
        instruction: "Check sensor AccB of Bench 1: mounting, cable, calibration.",
        instructionFr: "Vérifier le capteur AccB de Bench 1 : fixation, câble, étalonnage.",
        charts: ["AccA", "AccB"].map((channel) => ({
          bench: "Bench 1",
          channel,
          family: "orderCut",
          ewma: channel === "AccB" ? 1.2 : 0.1,
          ewmaLimit: 0.6,
          cusum: channel === "AccB" ? 9.1 : 0.4,
          cusumLimit: 5,
          alarm: channel === "AccB",
          since: channel === "AccB" ? new Date(NOW - 864e5).toISOString() : null,
          golden: "asEver",
        })),
      };
    case "capability":
      return { candidates: [{ serialNumber: "7DL-2611-00017", tests: 6 }], study: null };
    default:
      return { partType: query.get("partType") };
  }
}
