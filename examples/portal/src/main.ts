/** The page: its screens, what is set for all of them, and the way between them. */

import "paratus/paratus.css";
import "./portal.css";
import type { ReportLanguage } from "paratus";
import { ask, prepare, Refused } from "./ask";
import { h, heading, tell } from "./dom";
import { failure } from "./failure";
import { check } from "./screens/check";
import { fit, gaps, gates, overview, report, voices } from "./screens/figures";
import { open } from "./screens/open";
import { people } from "./screens/people";
import { plan } from "./screens/plan";
import { whatIf } from "./screens/whatif";
import { forget, state } from "./state";

const SCREENS: readonly { id: string; title: string; draw: () => Promise<Node[]> | Node[] }[] = [
  { id: "open", title: "Open", draw: () => open(opened) },
  { id: "check", title: "Check", draw: check },
  { id: "overview", title: "Overview", draw: overview },
  { id: "gates", title: "Gates", draw: gates },
  { id: "gaps", title: "Gaps", draw: gaps },
  { id: "fit", title: "Fit", draw: fit },
  { id: "voices", title: "Voices", draw: voices },
  { id: "people", title: "People and roles", draw: people },
  { id: "plan", title: "Plan", draw: plan },
  { id: "what-if", title: "What if", draw: whatIf },
  { id: "report", title: "Report", draw: report },
];

const main = document.querySelector("#main") as HTMLElement;
const nav = document.querySelector("#screens") as HTMLElement;
const title = document.querySelector("#programme") as HTMLElement;
const settings = document.querySelector("#settings") as HTMLElement;
nav.append(h("ul", {}, ...SCREENS.map(({ id, title }) => h("li", {}, h("a", { href: `#${id}`, "data-screen": id }, title)))));
(document.querySelector(".skip") as HTMLElement).addEventListener("click", (event) => {
  event.preventDefault();
  (main.querySelector("h1") ?? main).focus();
});

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
  document.title = `${screen.title} – Paratus Desk`;
  let content: Node[];
  if (state.opened === null && screen.id !== "open") {
    content = [heading(screen.title), h("p", { class: "lead" }, "No programme is open."), h("p", {}, h("a", { href: "#open" }, "Open one, or load the sample ministry"))];
  } else {
    main.setAttribute("aria-busy", "true");
    try {
      content = (await screen.draw()).filter((node) => node !== null);
    } catch (error) {
      if (!(error instanceof Refused)) console.error(error);
      content = [heading(screen.title), ...failure(error)];
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

/** Shows what is open, and the two things that are set for all screens. */
function opened(): void {
  title.textContent = state.opened?.title || state.opened?.id || "";
  const date = h("input", { type: "date", id: "as-of", value: state.asOf });
  date.addEventListener("change", async () => {
    if (date.value === "") return;
    try {
      await ask("date", { asOf: date.value });
      state.asOf = date.value;
      forget();
      await draw(false);
      tell(`As of ${date.value}.`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      date.value = state.asOf;
      tell(error.message);
    }
  });
  const language = h("select", { id: "language" }, ...([["en", "English"], ["fr", "Français"], ["ar", "العربية"]] as const).map(([value, words]) => h("option", { value, lang: value, selected: value === state.language }, words)));
  language.addEventListener("change", () => {
    state.language = language.value as ReportLanguage;
    forget();
    void draw(false);
  });
  settings.replaceChildren(h("label", {}, "As of", date), h("label", {}, "Figures in", language));
}

addEventListener("hashchange", () => void draw(true));
// A file that misses its place must not replace the page.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => event.preventDefault());
void draw(false);
// What plans is not needed yet, and fetched while there is a connection.
if (document.readyState === "complete") prepare();
else addEventListener("load", prepare);
