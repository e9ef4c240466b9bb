/** Files into a programme with its evidence, block by block. */

import type { AppendAnswer, Client, ProgrammeDocument } from "paratus/client";
import { blocks } from "./blocks";
import { percent } from "./dom";
import { sort } from "./folder";
import type { Chosen, Found, Opened, Recognised } from "./types";
import { t } from "./words";

/** How many findings are listed of the programme, and of each table; all are counted. */
const LISTED = 500;

/** Reads all of it into a client. */
export async function read(client: Client, files: readonly Chosen[], progress: (said: string) => void): Promise<Opened> {
  const start = performance.now();
  const folder = sort(files);
  const parts: Record<string, Uint8Array> = {};
  for (const [name, file] of folder.programme) parts[name] = await bytes(name, file);
  const { id, title, asOf, people } = await client.open({ files: parts });
  const [{ findings }, document] = await Promise.all([client.findings(), client.document()]);
  const found = { findings: findings.slice(0, LISTED) as Found[], count: findings.length };
  const recognised = describe(document, folder.programme);
  for (const [what, tables] of [["Evidence", folder.evidence], ["Answers to surveys", folder.responses]] as const) {
    for (const { path, file } of tables) {
      const read = await append(client, what === "Evidence", path, file, found, progress);
      recognised.push({ path, what, ...read });
    }
  }
  for (const path of folder.unused) recognised.push({ path, what: "Not used", rows: null, refused: 0 });
  const order = ["error", "warning", "info"];
  found.findings.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return { id, title, asOf, people, files: recognised, findings: found.findings, found: found.count, milliseconds: performance.now() - start };
}

/** Reads a table of evidence or answers. */
async function append(
  client: Client,
  isEvidence: boolean,
  path: string,
  file: File,
  found: { findings: Found[]; count: number },
  progress: (said: string) => void,
): Promise<{ rows: number; refused: number }> {
  const total = { rows: 0, refused: 0 };
  let listed = 0;
  const take = (answer: AppendAnswer, before: number) => {
    // What waits for an entry of the programme that was refused does not count either.
    total.rows += answer.taken + answer.refused + answer.set_aside;
    total.refused += answer.refused + answer.set_aside;
    found.count += answer.findings.length;
    for (const finding of answer.findings.slice(0, LISTED - listed)) {
      listed += 1;
      found.findings.push({ ...finding, line: finding.line === null ? null : finding.line + before });
    }
  };
  try {
    if (path.endsWith(".json")) {
      const input = { json: await file.text() };
      take(await (isEvidence ? client.append(input) : client.appendResponses(input)), 0);
      return total;
    }
    for await (const { piece, before, share } of blocks(file)) {
      const input = { csv: piece, file: path };
      take(await (isEvidence ? client.append(input) : client.appendResponses(input)), before);
      if (share < 1) progress(t("{file}: {share} read", { file: path, share: percent(share) }));
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return total;
}

async function bytes(name: string, file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw unreadable(name, error);
  }
}

/** Browsers refuse to read a file that changed since it was chosen. */
function unreadable(name: string, error: unknown): unknown {
  if (error instanceof RangeError) return new Error(`${name} ${error.message}.`);
  if (!(error instanceof DOMException)) return error;
  return new Error(`${name} cannot be read any more: it changed or went away after it was chosen. Choose the folder again.`);
}

/** How many entries each file of the programme brought. */
function describe(document: ProgrammeDocument, files: ReadonlyMap<string, File>): Recognised[] {
  const rows: Record<string, number | undefined> = {
    "people.csv": document.people?.length,
    "feature_use.csv": document.feature_use?.length,
    "acts.csv": document.acts?.length,
    "sessions.csv": document.sessions?.length,
    "absences.csv": document.absences?.length,
    "objectives.toml": document.objectives?.length,
    "tools.toml": document.tools?.length,
    "sections.toml": document.sections?.length,
    "roles.toml": document.roles?.length,
    "activities.toml": document.activities?.length,
    "phases.toml": document.phases?.length,
    "instruments.toml": document.instruments?.length,
  };
  const what: Record<string, string> = {
    "people.csv": "People",
    "feature_use.csv": "Use of features",
    "acts.csv": "Acts of leadership",
    "sessions.csv": "Sessions",
    "absences.csv": "Absences",
  };
  return [...files.keys()].sort().map((path) => ({
    path,
    what: what[path] ?? (/^paratus\./.test(path) ? "Programme" : "Part of the programme"),
    rows: rows[path] ?? null,
    refused: 0,
  }));
}
