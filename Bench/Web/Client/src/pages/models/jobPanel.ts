import { get, path, post } from "../../api/client";
import type { ModelJob } from "../../api/models";
import { h, replace } from "../../dom";
import { moment } from "../../format";
import { t } from "../../language";

const ASK_AGAIN_MS = 700;

/** The model work that runs, or ran last: it is the server's, so a page that is loaded again finds it again. */
export class JobPanel {
  readonly element = h("section", { class: "job", "aria-label": t("models.job") });

  readonly #listeners = new Set<(job: ModelJob) => void>();
  #timer: number | undefined;
  #running: string | null = null;
  #over = false;

  constructor(
    readonly partType: string,
    readonly mayCancel: boolean,
  ) {}

  /** Told when model work has ended; returns what ends the subscription. */
  subscribe(listener: (job: ModelJob) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async look(): Promise<void> {
    window.clearTimeout(this.#timer);
    const jobs = await get<ModelJob[]>("/api/models/jobs").catch(() => null);
    if (this.#over) {
      return;
    }
    const job = jobs?.find((each) => each.partType === this.partType);
    this.#draw(job);
    if (jobs === null || job?.state === "running") {
      this.#running = job?.id ?? this.#running;
      this.#timer = window.setTimeout(() => void this.look(), ASK_AGAIN_MS);
    } else if (job !== undefined && this.#running !== null) {
      this.#running = null;
      this.#listeners.forEach((listener) => listener(job));
    }
  }

  dispose(): void {
    this.#over = true;
    window.clearTimeout(this.#timer);
  }

  #draw(job: ModelJob | undefined): void {
    if (job === undefined) {
      replace(this.element);
      return;
    }
    const words = `${t(`models.job.${job.kind}`)} ${job.baselineId} · ${job.by} · ${moment(job.startedAt)}`;
    const state = h("b", { role: "status" }, t(`models.job.${job.state}`));
    if (job.state !== "running") {
      replace(
        this.element,
        h(
          "p",
          { class: `card small job-${job.state}`, "data-job": job.state },
          `${words} · `,
          state,
          job.error !== null && h("span", { class: "error" }, ` ${job.error}`),
        ),
      );
      return;
    }
    const share = job.of > 0 && job.judged > 0 ? { value: Math.min(1, job.judged / job.of) } : {};
    const bar = h("progress", { max: 1, ...share, "aria-label": t("models.job") });
    const cancel = h("button", { class: "small", type: "button" }, t("common.cancel"));
    cancel.addEventListener("click", () => {
      cancel.disabled = true;
      void post(path`/api/models/jobs/${job.id}/cancel`).finally(() => void this.look());
    });
    replace(
      this.element,
      h(
        "div",
        { class: "card row", "data-job": "running" },
        state,
        h("span", { class: "grow" }, words),
        job.judged > 0 && h("span", { class: "muted" }, t("models.job.judged", { count: job.judged })),
        bar,
        this.mayCancel && cancel,
      ),
    );
  }
}
