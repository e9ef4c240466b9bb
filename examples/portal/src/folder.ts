/** Which file is what: the programme, its tables, evidence, answers, or none of these. */

import type { Chosen } from "./types";

/** The files of a programme by their part in it. */
export interface Folder {
  /** The folder of the programme, with its stroke; empty where it is that of all files. */
  readonly root: string;
  /** By their names below the folder of the programme. */
  readonly programme: ReadonlyMap<string, File>;
  readonly evidence: readonly Chosen[];
  readonly responses: readonly Chosen[];
  readonly unused: readonly string[];
}

/** Why files are no programme. */
export class NoProgramme extends Error {
  readonly code = "NO_PROGRAMME";
}

const TABLES = /^(absences|acts|feature_use|people|sessions)\.csv$/;
const EVIDENCE = /^evidence(\/.+|[-_.].*)?\.(csv|json)$/;
const RESPONSES = /^responses(\/.+|[-_.].*)?\.(csv|json)$/;
/** A programme's own file larger than this is something else. */
const LARGEST = 128 << 20;

/** Sorts files; the programme is where `paratus.toml` or `paratus.json` is, nearest to the top. */
export function sort(files: readonly Chosen[]): Folder {
  if (files.length === 0) throw new NoProgramme("The folder is empty.");
  const depth = (path: string) => path.split("/").length;
  const heads = files.filter(({ path }) => /(^|\/)paratus\.(toml|json)$/.test(path)).sort((a, b) => depth(a.path) - depth(b.path) || (a.path < b.path ? -1 : 1));
  let root = heads[0]?.path.replace(/[^/]*$/, "");
  let alias: string | undefined;
  if (root === undefined) {
    // One document, whatever it is called.
    const documents = files.filter(({ path }) => /\.json$/.test(path) && !EVIDENCE.test(path) && !RESPONSES.test(path));
    if (documents.length !== 1 || documents[0] === undefined) {
      throw new NoProgramme("There is no programme among these files: none is called paratus.toml or paratus.json.");
    }
    alias = documents[0].path;
    root = alias.replace(/[^/]*$/, "");
  }
  const programme = new Map<string, File>();
  const evidence: Chosen[] = [];
  const responses: Chosen[] = [];
  const unused: string[] = [];
  for (const { path, file } of files) {
    const name = path.startsWith(root) ? path.slice(root.length) : undefined;
    if (name === undefined) unused.push(path);
    else if (path === alias) programme.set("paratus.json", file);
    else if (EVIDENCE.test(name)) evidence.push({ path: name, file });
    else if (RESPONSES.test(name)) responses.push({ path: name, file });
    else if (name === "paratus.json" || name.endsWith(".toml") || TABLES.test(name)) programme.set(name, file);
    else unused.push(name);
  }
  for (const [name, file] of programme) {
    if (file.size > LARGEST) throw new NoProgramme(`${name} has ${Math.round(file.size / 1e6)} MB: that is more than a programme can have. Evidence belongs in evidence.csv.`);
  }
  return { root, programme, evidence, responses, unused };
}
