import { post } from "../../api/client";
import type { LabelKind } from "../../api/models";
import { h } from "../../dom";
import { t } from "../../language";

const KINDS: readonly LabelKind[] = ["confirmedGood", "confirmedFault", "reworked", "fieldReturn", "golden"];
let forms = 0;

/** Says what was found out about a motor; the serial number is asked for where none is given. */
export function labelForm(serialNumber: string, onSaved: () => void): HTMLElement {
  const prefix = `label-${++forms}`;
  const serial = h("input", { id: `${prefix}-serial`, required: true, autocomplete: "off", value: serialNumber });
  const kind = h(
    "select",
    { id: `${prefix}-kind` },
    KINDS.map((each) => h("option", { value: each }, t(`label.${each}`))),
  );
  const cause = h("input", { id: `${prefix}-cause`, autocomplete: "off", maxlength: 500 });
  const note = h("input", { id: `${prefix}-note`, autocomplete: "off", maxlength: 500 });
  const said = h("p", { class: "wide small", role: "status" });
  const causeField = field(t("label.cause"), cause);
  const arrange = (): void => {
    causeField.hidden = kind.value !== "confirmedFault" && kind.value !== "fieldReturn";
  };
  const form = h(
    "form",
    { class: "card filters label-form" },
    serialNumber === "" && field(t("operator.serial"), serial),
    field(t("label.found"), kind),
    causeField,
    field(t("models.note"), note),
    h("button", { class: "primary", type: "submit" }, t("label.add")),
    said,
  );
  kind.addEventListener("change", arrange);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const label = { serialNumber: serial.value.trim(), kind: kind.value, cause: cause.value, note: note.value };
    post("/api/labels", label).then(
      () => {
        said.textContent = t("label.saved", { serial: label.serialNumber });
        said.classList.remove("error");
        cause.value = note.value = "";
        onSaved();
      },
      (problem: unknown) => {
        said.textContent = t("common.error", { reason: (problem as Error).message });
        said.classList.add("error");
      },
    );
  });
  arrange();
  return form;
}

function field(label: string, input: HTMLInputElement | HTMLSelectElement): HTMLElement {
  return h("div", { class: "field" }, h("label", { for: input.id }, label), input);
}
