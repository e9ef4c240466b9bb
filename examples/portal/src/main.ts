/** The page: its screens, what is set for all of them, and the way between them. */

import "paratus/paratus.css";
import "./portal.css";
import type { ReportLanguage } from "paratus";
import { setDate } from "./answers";
import { prepare } from "./desk";
import { h, heading, tell } from "./dom";
import { started } from "./exchange";
import { failure, isRefusal } from "./failure";
import { check } from "./screens/check";
import { fit, gaps, gates, overview, report, voices } from "./screens/figures";
import { open } from "./screens/open";
import { people } from "./screens/people";
import { plan } from "./screens/plan";
import { whatIf } from "./screens/whatif";
import { forget, state } from "./state";
import { LANGUAGES, speak, t } from "./words";

const SCREENS: readonly { id: string; title: () => string; draw: () => Promise<Node[]> | Node[] }[] = [
  { id: "open", title: () => t("Open"), draw: () => open(opened) },
  { id: "check", title: () => t("Check"), draw: check },
  { id: "overview", title: () => t("Overview"), draw: overview },
  { id: "gates", title: () => t("Gates"), draw: gates },
  { id: "gaps", title: () => t("Gaps"), draw: gaps },
  { id: "fit", title: () => t("Fit"), draw: fit },
  { id: "voices", title: () => t("Survey responses"), draw: voices },
  { id: "people", title: () => t("People and roles"), draw: people },
  { id: "plan", title: () => t("Plan"), draw: plan },
  { id: "what-if", title: () => t("What if"), draw: whatIf },
  { id: "report", title: () => t("Report"), draw: report },
];

const main = document.querySelector("#main") as HTMLElement;
const nav = document.querySelector("#screens") as HTMLElement;
const title = document.querySelector("#programme") as HTMLElement;
const settings = document.querySelector("#settings") as HTMLElement;
(document.querySelector(".skip") as HTMLElement).addEventListener("click", (event) => {
  event.preventDefault();
  (main.querySelector("h1") ?? main).focus();
});

/** Draws what is around the screens, in the language that is chosen. */
function frame(): void {
  speak();
  nav.setAttribute("aria-label", t("Screens"));
  nav.replaceChildren(h("ul", {}, ...SCREENS.map(({ id, title }) => h("li", {}, h("a", { href: `#${id}`, "data-screen": id }, title())))));
  (document.querySelector(".skip") as HTMLElement).textContent = t("Skip to the content");
  (document.querySelector(".foot p") as HTMLElement).textContent = t("Everything is computed in this page. Nothing is sent anywhere.");
  (document.querySelector("#internal") as HTMLElement).textContent = t("Internal: exact figures, those of small groups included. Not for publication.");
  const language = h("select", { id: "language" }, ...LANGUAGES.map(([value, words]) => h("option", { value, lang: value, selected: value === state.language }, words)));
  language.addEventListener("change", () => {
    state.language = language.value as ReportLanguage;
    forget();
    frame();
    document.querySelector<HTMLElement>("#language")?.focus();
    void draw(false);
  });
  settings.replaceChildren(...(state.opened === null ? [] : [h("label", {}, t("As of"), day())]), h("label", {}, t("Language"), language));
}

let turn = 0;

/** Draws the screen that the address names. `focus` is whether its heading takes the focus: not on loading. */
async function draw(focus: boolean): Promise<void> {
  turn += 1;
  const mine = turn;
  const name = location.hash.slice(1);
  const screen = SCREENS.find(({ id }) => id === name) ?? SCREENS[0];
  if (screen === undefined) return;
  for (const link of nav.querySelectorAll("a")) {
    if (link.dataset["screen"] === screen.id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${screen.title()} – Paratus Desk`;
  let content: Node[];
  if (state.opened === null && screen.id !== "open") {
    content = [heading(screen.title()), h("p", { class: "lead" }, t("No programme is open.")), h("p", {}, h("a", { href: "#open" }, t("Open one, or load the sample ministry")))];
  } else {
    main.setAttribute("aria-busy", "true");
    try {
      content = (await screen.draw()).filter((node) => node !== null);
    } catch (error) {
      if (!(isRefusal(error))) console.error(error);
      content = [heading(screen.title()), ...failure(error)];
    }
  }
  if (mine !== turn) return;
  main.removeAttribute("aria-busy");
  main.dataset["screen"] = screen.id;
  main.replaceChildren(...content);
  if (focus) {
    scrollTo(0, 0);
    main.querySelector("h1")?.focus({ preventScroll: true });
  }
}

/** The day as of which all is reported. */
function day(): HTMLInputElement {
  const date = h("input", { type: "date", id: "as-of", value: state.asOf });
  date.addEventListener("change", async () => {
    if (date.value === "") return;
    try {
      await setDate(date.value);
      state.asOf = date.value;
      forget();
      await draw(false);
      tell(t("As of {date}.", { date: date.value }));
    } catch (error) {
      if (!(isRefusal(error))) throw error;
      date.value = state.asOf;
      tell(error.message);
    }
  });
  return date;
}

/** Shows what is open, and what is set for all screens. */
function opened(): void {
  title.textContent = state.opened?.title || state.opened?.id || "";
  frame();
}

addEventListener("hashchange", () => void draw(true));
// A file that misses its place must not replace the page.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => event.preventDefault());
frame();
void draw(false);
// What plans, and what reads foreign tables, is not needed yet, and fetched while there is a connection.
const later = () => {
  prepare();
  started();
};
if (document.readyState === "complete") later();
else addEventListener("load", later);
