/** Panels of the report as parts of a screen, with a way to ask why beside every row. */

import type { Report } from "paratus";
import { h } from "./dom";
import { asking, whyRow, whyWhole } from "./why";

/** Panels that `which` picks. The package escaped them; they hold no script and the policy would let none run. */
export function panels(report: Report, which: (id: string) => boolean, without: (id: string) => boolean = () => false): HTMLElement {
  const box = h("div", { class: "panels", lang: report.language, dir: report.direction });
  for (const { id, html } of report.panels) {
    if (!which(id) || without(id)) continue;
    const parsed = new DOMParser().parseFromString(html, "text/html");
    for (const node of [...parsed.body.children]) {
      const panel = document.importNode(node, true) as HTMLElement;
      panel.querySelectorAll("tbody tr").forEach((row) => open(row as HTMLTableRowElement, id));
      panel.querySelectorAll("table").forEach((table) => asking(table, (row, at) => void whyRow(row, id, at)));
      panel.querySelectorAll<HTMLElement>(".figures dl div").forEach(whole);
      box.append(panel);
    }
  }
  // Links to panels that are on another screen would lead nowhere.
  box.querySelectorAll<HTMLAnchorElement>('a[href^="#"]').forEach((link) => {
    const id = link.hash.slice(1);
    link.href = `#${screenOf(id)}`;
    link.querySelectorAll("span").forEach((arrow) => (arrow.textContent = report.direction === "rtl" ? "←" : "→"));
    const named = link.getAttribute("aria-labelledby");
    if (named !== null && box.querySelector(`#${CSS.escape(named)}`) === null) {
      link.removeAttribute("aria-labelledby");
      link.setAttribute("aria-label", report.panels.find((panel) => panel.id === id)?.title ?? id);
    }
  });
  return box;
}

/** The screen of a panel. */
export function screenOf(id: string): string {
  if (id.startsWith("gate")) return "gates";
  const places: Record<string, string> = {
    summary: "overview", data: "check", findings: "check", readiness: "overview", gaps: "gaps", holders: "gaps", needs: "gaps",
    fit: "fit", phases: "fit", voices: "voices", refresh: "plan", sensitivity: "what-if", method: "report",
  };
  return places[id] ?? "report";
}

/** Makes a figure that is set large a button that says why. */
function whole(figure: HTMLElement): void {
  const [name, value] = [figure.querySelector("dt"), figure.querySelector("dd")];
  if (name === null || value === null) return;
  const title = [...name.childNodes].filter((node) => !(node instanceof Element && node.matches(".glyph"))).map((node) => node.textContent).join("").trim();
  const button = h("button", { type: "button", class: "why figure-why", "aria-haspopup": "dialog", onclick: () => void whyWhole(title, value.textContent ?? "") });
  button.append(...value.childNodes);
  value.append(button);
}

/** Makes the name of a row a button that says why. */
function open(row: HTMLTableRowElement, panel: string): void {
  const head = row.querySelector("th");
  if (head === null || head.textContent?.trim() === "") return;
  const button = h("button", { type: "button", class: "why", "aria-haspopup": "dialog" });
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => void whyRow(row, panel));
}
