// Readiness and a plan in a page that never stands still: everything is computed in a worker.

import { connect, ParatusError, type Client, type Plan } from "paratus/client";
import "paratus/paratus.css";

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const [files, asOf, said] = [element<HTMLInputElement>("files"), element<HTMLInputElement>("as-of"), element("said")];
const [make, stop, progress] = [element<HTMLButtonElement>("plan"), element<HTMLButtonElement>("stop"), element<HTMLProgressElement>("progress")];

/** One worker for the page. */
let client: Client | undefined;

/** The date that was chosen; the programme's own where none was. */
const options = () => ({ asOf: asOf.value || undefined });

/** Runs what a person asked for, and says what went wrong. */
function run(work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    said.textContent = error instanceof ParatusError ? error.message : String(error);
  });
}

async function open(chosen: FileList): Promise<void> {
  said.textContent = "Reading …";
  client ??= await connect();
  // The files are read in the worker, `evidence.csv` and `responses.csv` among them.
  const folder = Object.fromEntries(Array.from(chosen, (file) => [file.name, file]));
  const { title, people, asOf: own } = await client.open({ files: folder });
  said.textContent = `${title}: ${people} people`;
  if (asOf.value === "" && own !== null) asOf.value = own;
  make.disabled = false;
  if (asOf.value !== "") await show();
}

/** Shows two panels of the report. The page keeps its own styles: they hold within `.paratus` alone. */
async function show(): Promise<void> {
  if (client === undefined) return;
  const { panels, language, direction } = await client.report({ ...options(), idPrefix: "report-" });
  const box = Object.assign(document.createElement("div"), { className: "paratus", lang: language, dir: direction });
  box.innerHTML = panels.filter(({ id }) => id === "readiness" || id === "gaps").map(({ html }) => html).join("");
  element("report").replaceChildren(box);
}

async function plan(): Promise<void> {
  if (client === undefined) return;
  const stopping = new AbortController();
  stop.onclick = () => stopping.abort();
  [make.disabled, stop.disabled, progress.hidden] = [true, false, false];
  try {
    const made = await client.plan(
      { ...options(), weeks: 12, effort: "quick", relax: false },
      {
        signal: stopping.signal,
        onPlan: list,
        onProgress({ done, total, unmet }) {
          [progress.max, progress.value] = [total, done];
          said.textContent = unmet === null ? "Planning …" : `Planning …: ${unmet} needs unmet so far`;
        },
      },
    );
    list(made);
    said.textContent = `${made.sessions.length} sessions, ${made.unplaced.length} needs unmet`;
  } finally {
    [make.disabled, stop.disabled, progress.hidden] = [false, true, true];
  }
}

function list({ sessions }: Plan): void {
  const table = element<HTMLTableElement>("sessions");
  table.hidden = false;
  table.tBodies[0]?.replaceChildren(
    ...sessions.map(({ session, start, people }) => {
      const row = document.createElement("tr");
      for (const cell of [session, start, people.length]) row.insertCell().textContent = String(cell);
      return row;
    }),
  );
}

files.addEventListener("change", () => run(() => open(files.files as FileList)));
asOf.addEventListener("change", () => run(show));
make.addEventListener("click", () => run(plan));
