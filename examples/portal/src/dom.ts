/** Elements made in code. Words go in as text, so no name can be markup. */

import { endsOfHundred, ofHundred } from "./figure";
import type { FindingWords } from "paratus";
import type { Found } from "./types";
import { apart, percentSign, t, written } from "./words";

type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | ((event: Event) => void) | null | undefined>;

/** An element with attributes, handlers (`onclick`) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter((child): child is Node | string | number => child !== null && child !== undefined && child !== false).map((child) => (typeof child === "number" ? String(child) : child)));
  return element;
}

/** A table with a caption, in a frame that scrolls by itself. */
export function table(caption: string, columns: readonly (string | { readonly end: string })[], rows: readonly (readonly (Child | HTMLTableCellElement)[])[]): HTMLElement {
  const id = `t-${(serial += 1)}`;
  const title = (column: string | { readonly end: string }) => (typeof column === "string" ? column : column.end);
  const body = rows.map((cells) =>
    h("tr", {}, ...cells.map((cell, at) => {
      if (cell instanceof HTMLTableCellElement) return cell;
      const end = typeof columns[at] === "object";
      return at === 0 ? h("th", { scope: "row" }, cell) : h("td", { class: end ? "end" : null }, cell);
    })),
  );
  return h("div", { class: "scroll", tabindex: 0, role: "group", "aria-labelledby": id },
    h("table", {},
      h("caption", { id }, caption),
      h("thead", {}, h("tr", {}, ...columns.map((column) => h("th", { scope: "col", class: typeof column === "object" ? "end" : null }, title(column))))),
      h("tbody", {}, ...body),
    ));
}
let serial = 0;

const VERDICT = {
  ready: ["v-ready", "✓", () => t("ready")],
  cannot_tell: ["v-cannot-tell", "?", () => t("cannot tell")],
  not_ready: ["v-not-ready", "✗", () => t("not ready")],
} as const;

/** A cell with a verdict: word, glyph and tint. */
export function verdict(is: keyof typeof VERDICT | null): HTMLTableCellElement {
  if (is === null) return h("td", {}, h("span", { class: "none" }, t("nothing required")));
  const [tint, glyph, word] = VERDICT[is];
  return h("td", { class: tint }, h("span", { class: "sign" }, h("span", { class: "glyph", "aria-hidden": "true" }, glyph), ` ${word()}`));
}

/** The word of a verdict. */
export const wordOf = (is: keyof typeof VERDICT | null): string => (is === null ? t("nothing required") : VERDICT[is][2]());

/** A share in percent, perhaps beside a threshold that it is held against. */
export const percent = (share: number | null | undefined, threshold?: number): string =>
  share === null || share === undefined || Number.isNaN(share) ? "–" : apart(`${ofHundred(share, threshold)}${percentSign()}`);

/** A range in percent, perhaps beside the threshold that it is held against. */
export const percents = (range: { readonly low: number; readonly high: number } | null | undefined, threshold?: number): string => {
  if (range === null || range === undefined || Number.isNaN(range.low)) return "–";
  const [low, high] = endsOfHundred(range, threshold);
  return apart(`${low === high ? low : `${low}–${high}`}${percentSign()}`);
};

const SVG = "http://www.w3.org/2000/svg";

/** The strip of a range: the words beside it say the same. */
export function strip(range: { readonly low: number; readonly high: number }, is: keyof typeof VERDICT | null, threshold?: number): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ class: "strip", viewBox: "0 0 100 10", "aria-hidden": "true", focusable: "false" })) svg.setAttribute(key, value);
  const part = (name: string, attributes: Record<string, string | number>) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    svg.append(element);
  };
  part("path", { class: "axis", d: "M0 5H100" });
  part("rect", { class: is === null ? "p-plain" : `p-${is.replace("_", "-")}`, x: range.low * 100, y: 2.5, width: Math.max(1, (range.high - range.low) * 100), height: 5 });
  if (threshold !== undefined) part("path", { class: "tick", d: `M${threshold * 100} 0V10` });
  return svg;
}

/** A number with thousands apart. */
export const count = (number: number): string => written(number);

/** Words in which ids are in backticks, as the library writes them. */
export const coded = (text: string): Node[] => text.split("`").map((part, at) => (at % 2 === 0 ? document.createTextNode(part) : h("code", {}, part)));

/** A screen's heading; it takes the focus when the screen opens. */
export const heading = (words: string): HTMLElement => h("h1", { tabindex: -1 }, words);

const SEVERITY = { error: ["v-error", "✗"], warning: ["v-warning", "▲"], info: ["", "i"] } as const;

const SEVERITIES = { error: () => t("error"), warning: () => t("warning"), info: () => t("note") } as const;
/** What the library says is English. */
export const ENGLISH = { lang: "en", dir: "ltr" } as const;

/** Findings as a table, by file and row: in the words given for each, else in those of the library. */
export function findings(list: readonly Found[], caption: string, words?: readonly FindingWords[]): HTMLElement {
  const voice = words === undefined ? ENGLISH : {};
  return table(caption, [t("Where"), t("How bad"), t("What"), t("What to do")], list.map(({ severity, file, line, column, path, message, help, code }, at) => {
    const said = words?.[at] ?? { problem: message, remedy: help };
    const [tint, glyph] = SEVERITY[severity];
    const row = line === null ? "" : column === null ? t(", row {line}", { line }) : t(", row {line}, column {column}", { line, column });
    return [
      h("th", { scope: "row" }, file === null ? path || t("programme") : `${file}${row}`, file !== null && path !== "" && h("span", { class: "lesser" }, path)),
      h("td", { class: `${tint} whole` }, h("span", { class: "sign" }, h("span", { class: "glyph", "aria-hidden": "true" }, glyph), ` ${SEVERITIES[severity]()}`)),
      h("td", voice, ...coded(said.problem), h("span", { class: "lesser whole" }, code)),
      h("td", voice, ...coded(said.remedy ?? "")),
    ];
  }));
}

/** Hands a file to the reader, made here. */
export function download(name: string, type: string, text: BlobPart): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Says something to everybody, those who do not see it too. */
export function tell(words: string): void {
  const status = document.querySelector("#status");
  if (status !== null) status.textContent = words;
}
