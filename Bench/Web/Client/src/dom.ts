/** Elements are made here and nowhere else from strings: text is always text, whatever a serial number contains. */

export type Child = Node | string | number | null | undefined | false | Child[];

type Listener<K extends keyof HTMLElementEventMap> = (event: HTMLElementEventMap[K]) => void;

export interface Attributes {
  class?: string | undefined;
  on?: { [K in keyof HTMLElementEventMap]?: Listener<K> };
  [name: string]: unknown;
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  apply(element, attributes);
  append(element, children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  apply(element, attributes);
  append(element, children);
  return element;
}

export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

/** Draws anew below an element; what had the focus has it again if it is still there, by its address or its words. */
export function redraw(parent: Element, draw: () => void): void {
  const { activeElement } = document;
  const key = activeElement !== null && parent.contains(activeElement) ? focusKey(activeElement) : null;
  draw();
  if (key !== null && !parent.contains(document.activeElement)) {
    [...parent.querySelectorAll<HTMLElement>("a[href], button")].find((each) => focusKey(each) === key)?.focus();
  }
}

function focusKey(element: Element): string {
  return element.getAttribute("data-focus") ?? element.getAttribute("href") ?? element.textContent ?? "";
}

function append(parent: Element, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) {
      append(parent, child);
    } else if (child !== null && child !== undefined && child !== false) {
      parent.append(child instanceof Node ? child : String(child));
    }
  }
}

function apply(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value as object)) {
        element.addEventListener(event, listener as EventListener);
      }
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
}
