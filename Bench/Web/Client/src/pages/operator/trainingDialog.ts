import { get } from "../../api/client";
import { h } from "../../dom";
import { isKey, t } from "../../language";

/** Asks for the defect or bench fault to train on, of those that the virtual bench has; "" for good motors, null when it was cancelled. */
export async function trainingDialog(): Promise<string | null> {
  const { defects } = await get<{ defects: string[] }>("/api/station/training");
  const select = h(
    "select",
    { id: "defect" },
    h("option", { value: "" }, t("operator.training.good")),
    defects.map((name) => h("option", { value: name }, word(name))),
  );
  const dialog = h(
    "dialog",
    { "aria-labelledby": "training-title" },
    h(
      "form",
      { class: "stack", method: "dialog" },
      h("h2", { id: "training-title" }, t("operator.training")),
      h("p", {}, t("operator.training.hint")),
      h("div", { class: "field" }, h("label", { for: "defect" }, t("operator.training.defect")), select),
      h(
        "div",
        { class: "row" },
        h("button", { class: "primary", value: "on" }, t("operator.training.on")),
        h("button", { value: "cancel", formnovalidate: true }, t("common.cancel")),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  dialog.remove();
  return dialog.returnValue === "on" ? select.value : null;
}

function word(name: string): string {
  const key: string = `defect.${name}`;
  return isKey(key) ? t(key) : name;
}
