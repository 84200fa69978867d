import { getMap } from "../../api/client";
import type { LevelMap, MapKind } from "../../api/contract";
import { h, replace } from "../../dom";
import { figure } from "../../format";
import { isKey, t } from "../../language";
import { HeatMap, levelAt } from "../../plots/heatMap";
import { LinePlot } from "../../plots/linePlot";
import { unitName } from "../../units";
import { type Disposable, Slot } from "../slot";
import type { TabContent } from "../tabs";
import { Choices } from "./choices";
import type { MotorContext } from "./motorPage";

const KINDS: readonly MapKind[] = ["order-rpm", "order-time", "campbell", "spectrogram"];

/** Maps of one channel, with the cuts along both axes through the cursor. */
export function mapsTab(context: MotorContext): TabContent {
  const slot = new Slot();
  const draw = (): void => {
    const query = { kind: choices.get("kind"), channel: choices.get("channel"), step: choices.get("step") };
    void slot.show(async () => {
      const map = await getMap(`${context.path}/map`, query);
      const title = `${t(`motor.map.${query.kind as MapKind}`)} · ${query.channel} · ${map.unit}`;
      return [new MapWithCuts(map, title, context)];
    });
  };
  const choices = new Choices(draw)
    .add(
      "kind",
      t("motor.kind"),
      KINDS.map((kind) => [kind, t(`motor.map.${kind}`)]),
    )
    .addChannel(context)
    .addStep(context, true);
  draw();
  return { element: h("div", { class: "stack" }, choices.element, slot.element), dispose: () => slot.dispose() };
}

class MapWithCuts implements Disposable {
  readonly element: HTMLElement;
  readonly #map: HeatMap;
  readonly #cuts = h("div", { class: "pair" });
  #plots: LinePlot[] = [];
  #timer: number | undefined;

  constructor(
    readonly map: LevelMap,
    title: string,
    readonly context: MotorContext,
  ) {
    this.#map = new HeatMap({
      title,
      map,
      xName: axisWord(map.x.unit, map.x.name),
      yName: axisWord(map.y.unit, map.y.name),
      xQuantity: quantityOf(map.x.unit, map.x.name),
      yQuantity: quantityOf(map.y.unit, map.y.name),
      link: context.link,
      onCursor: (column, row) => {
        // The cuts follow when the cursor rests for a moment; two plots per pointer move would stutter.
        window.clearTimeout(this.#timer);
        this.#timer = window.setTimeout(() => this.#cut(column, row), 60);
      },
    });
    this.element = h("div", { class: "stack" }, this.#map.element, this.#cuts);
    this.#cut(Math.floor(map.columns / 2), Math.floor(map.rows / 6));
  }

  dispose(): void {
    window.clearTimeout(this.#timer);
    this.#map.dispose();
    this.#plots.forEach((plot) => plot.dispose());
  }

  #cut(column: number, row: number): void {
    const { map } = this;
    this.#plots.forEach((plot) => plot.dispose());
    const along = (axis: "x" | "y"): LinePlot => {
      const count = axis === "x" ? map.columns : map.rows;
      const own = map[axis];
      const other = axis === "x" ? map.y : map.x;
      const at = axis === "x" ? (row + 0.5) / map.rows : (column + 0.5) / map.columns;
      const where = `${axisWord(other.unit, other.name)} ${figure(other.from + at * (other.to - other.from), 4)} ${unitName(other.unit)}`;
      const name = axisWord(own.unit, own.name);
      return new LinePlot({
        title: `${t("motor.map.cutAcross", { name })} · ${where}`,
        x: { name, unit: own.unit, quantity: quantityOf(own.unit, own.name) },
        y: { name: t("plot.level"), unit: map.unit },
        positions: Array.from({ length: count }, (_, i) => own.from + ((i + 0.5) * (own.to - own.from)) / count),
        traces: [
          {
            label: this.context.motor.serialNumber,
            colour: "series-1",
            values: Array.from({ length: count }, (_, i) =>
              axis === "x" ? levelAt(map, i, row) : levelAt(map, column, i),
            ),
          },
        ],
        height: 230,
        link: this.context.link,
      });
    };
    this.#plots = [along("x"), along("y")];
    replace(
      this.#cuts,
      this.#plots.map((plot) => plot.element),
    );
  }
}

/** The server names axes in English; their unit says which they are. */
export function quantityOf(unit: string, name: string): string {
  const byUnit: Record<string, string> = { rpm: "rpm", Hz: "Hz", s: "time" };
  return byUnit[unit] ?? (/order/i.test(name) ? "order" : name);
}

export function axisWord(unit: string, name: string): string {
  const key = `plot.${quantityOf(unit, name)}`;
  return isKey(key) ? t(key) : name;
}
