import { get } from "../../api/client";
import type { LabelList } from "../../api/models";
import { h } from "../../dom";
import { labelForm } from "../models/labelForm";
import { labelTable } from "../models/labelsTab";
import { still } from "../population/still";
import { Slot } from "../slot";
import type { TabContent } from "../tabs";
import type { MotorContext } from "./motorPage";

/** What people found out about this motor; a second opinion is a second label. */
export function motorLabelsTab({ motor }: MotorContext): TabContent {
  const slot = new Slot();
  const draw = (): void => {
    void slot.show(async () => {
      const { labels, agreement } = await get<LabelList>("/api/labels", { serial: motor.serialNumber });
      const disputed = new Set(agreement.flatMap((pair) => pair.disputed));
      return labels.length === 0 ? [] : [still(labelTable(labels, disputed))];
    });
  };
  draw();
  return {
    element: h("div", { class: "stack" }, labelForm(motor.serialNumber, draw), slot.element),
    dispose: () => slot.dispose(),
  };
}
