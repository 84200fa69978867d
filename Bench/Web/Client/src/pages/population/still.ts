import type { Disposable } from "../slot";

/** An element that holds nothing to be let go of. */
export function still(element: HTMLElement): Disposable {
  return { element, dispose: () => undefined };
}
