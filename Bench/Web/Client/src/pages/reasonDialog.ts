import { h } from "../dom";
import { t } from "../language";

/** Asks why; null where the reader thinks better of it. */
export function askReason(question: string): Promise<string | null> {
  return new Promise((resolve) => {
    const reason = h("input", { id: "reason-text", required: true, maxlength: 500, autocomplete: "off" });
    const dialog = h("dialog", { "aria-label": question });
    const form = h(
      "form",
      { method: "dialog", class: "stack" },
      h("h2", {}, question),
      h("div", { class: "field" }, h("label", { for: "reason-text" }, t("editors.reason")), reason),
      h(
        "div",
        { class: "row" },
        h("button", { class: "primary", type: "submit" }, t("common.ok")),
        h("button", { type: "button", on: { click: () => dialog.close() } }, t("common.cancel")),
      ),
    );
    let given: string | null = null;
    form.addEventListener("submit", () => (given = reason.value.trim() || null));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(given);
    });
    dialog.append(form);
    document.body.append(dialog);
    dialog.showModal();
    reason.focus();
  });
}
