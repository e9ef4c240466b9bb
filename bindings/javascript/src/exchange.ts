/**
 * Their tables go in: recognises a file by its content, proposes a map for a table of an unknown form, and works out what importing
 * files into a programme's folder would do. A module of its own, loaded only by those who import it; it reads CSV, TSV, XLSX, XLS, ODS
 * and archives of them. Nothing is written: the files that would change are in the answer.
 *
 * Errors are a {@link ParatusError} as everywhere.
 *
 * @example
 * ```js
 * import { plan, recognise } from "paratus/exchange";
 * const file = { name: "new.csv", bytes: "person,objective,kind,value,date\np-1,filing,quiz,0.8,2027-02-01\n" };
 * console.assert(recognise(file).form === "evidence");
 * const programme = `
 * format = 1
 * id = "office"
 * sections = [{ id = "archive" }]
 * objectives = [{ id = "filing", track = "process" }]
 * people = [{ id = "p-1", section = "archive" }]
 * `;
 * const folder = { "paratus.toml": programme };
 * const { files, summary } = plan([file], { folder });
 * console.assert(summary.tables[0].added === 1 && files["evidence.csv"].includes("p-1"));
 * ```
 */

import { bytesOf } from "./columns.js";
import { badInput } from "./errors.js";
import { guard as anyGuard } from "./instance.js";
import { fieldsOf, isList, nameOf, optionsJson } from "./strict.js";
import type { BytesInput } from "./streams.js";
import { readBytes } from "./streams.js";
import type * as module from "../pkg/exchange/web/paratus.js";
import type * as t from "./types.js";

export { ParatusError, type ErrorCode, type ParatusErrorData } from "./errors.js";
export type { ByteSource, ByteStream, BytesInput } from "./streams.js";
export type { ContactColumn, Finding, ImportAnswer, ImportPlanAnswer, Note, Outcome, RecognitionAnswer, TableSummary } from "./types.js";

/** The functions of this entry's module; the guard is the one of all entries. */
const guard = anyGuard as unknown as <T>(work: (glue: typeof module) => T, made?: "options") => T;

/** A file that somebody brings: its name, for messages, and what is in it. */
export interface ImportFile<Bytes = string | Uint8Array | ArrayBuffer> {
  readonly name: string;
  readonly bytes: Bytes;
}

/** Files by their names. */
export type NamedFiles = Readonly<Record<string, string | Uint8Array | ArrayBuffer>>;

/** What is known of files beside their content. */
export interface ImportOptions {
  /** The day of results and answers that have none of their own. */
  readonly date?: string | null | undefined;
  /** What the files are, where their content shows something else: a `form` as {@link recognise} names it. */
  readonly form?: string | null | undefined;
  /** The questions of the survey: an XLSForm, a LimeSurvey structure (`.lss`) or a list of items. They say what answers mean. */
  readonly questions?: ImportFile | undefined;
}

/** Options of {@link plan}. */
export interface ImportPlanOptions extends ImportOptions {
  /** The files of the programme's folder; without it the answer's `content` is what the files hold by themselves. */
  readonly folder?: NamedFiles | undefined;
  /** The map, TOML: which column is what. Known forms need none. */
  readonly map?: string | null | undefined;
  /** How many rows of each outcome are named in the answer (100); all are counted. */
  readonly rows?: number | null | undefined;
  /** Tables that the map joins, by the names it gives them. */
  readonly sides?: NamedFiles | undefined;
}

/**
 * What a file is, by its content and never by its name.
 *
 * @throws {ParatusError} where the file is a table that cannot be read at all, such as a broken workbook.
 * @example
 * ```js
 * import { recognise } from "paratus/exchange";
 * const { importable, title } = recognise({ name: "skills.csv", bytes: '{ "CFDocument": {}, "CFItems": [] }' });
 * console.assert(!importable && title === "a CASE package, as JSON");
 * ```
 */
export function recognise(file: ImportFile): t.RecognitionAnswer {
  const { name, bytes } = fileOf("file", file);
  return JSON.parse(guard((module) => module.recognise(name, bytes))) as t.RecognitionAnswer;
}

/**
 * A map for a table of an unknown form, TOML: each column's guess with what supports it, as comments to correct. What only a person can
 * say is marked `NEEDED`. Columns of contact data are left out.
 *
 * @throws {ParatusError} where the file cannot be read, or is of a form that cannot be imported.
 * @example
 * ```js
 * import { propose } from "paratus/exchange";
 * const bytes = "Employee;Course;Score;Date\ne-1;Filing;80;2027-02-01\ne-2;Filing;65;2027-02-14\n";
 * console.assert(propose({ name: "results.csv", bytes }).includes('person = { column = "Employee" }'));
 * ```
 */
export function propose(file: ImportFile, options?: ImportOptions): string {
  const { name, bytes } = fileOf("file", file);
  const { text, sides } = given(options);
  return guard((module) => lend(module, sides, (beside) => module.propose(name, bytes, beside, text)), "options");
}

/**
 * What importing files would do, one after the other: the rows of each table that are added, changed, the same, superseded, refused or
 * set aside, and the files of the folder as they would be. Importing the same again changes nothing.
 *
 * @throws {ParatusError} where a file or the folder cannot be read, a form cannot be imported, or a table needs a map.
 * @example
 * ```js
 * import { plan, propose } from "paratus/exchange";
 * const file = { name: "results.csv", bytes: "Employee;Course;Score;Date\ne-1;Filing;80;2027-02-01\ne-2;Filing;65;2027-02-14\n" };
 * const { clean, content, summary } = plan([file], { map: propose(file) });
 * console.assert(clean && summary.tables[0].read === 2);
 * console.assert(content.includes("e-1,filing,quiz,0.8,2027-02-01"));
 * ```
 */
export function plan(files: readonly ImportFile[], options?: ImportPlanOptions): t.ImportPlanAnswer {
  if (!isList(files)) throw badInput("files", `is ${nameOf(files)}`, "write an array of { name, bytes }");
  const all = files.map((file, at) => fileOf(`files[${at}]`, file));
  const { text, folder, sides } = given(options);
  return guard(
    (module) =>
      lend(module, all, (files) =>
        lend(module, sides, (beside) => JSON.parse(module.plan(files, folder && put(module, folder), beside, text)) as t.ImportPlanAnswer),
      ),
    "options",
  );
}

/**
 * The files of a programme's folder with the tables of its workbooks as CSV, for `Programme.fromFiles`, which reads text alone. A workbook that
 * is named like a table (`people.xlsx`) holds this table; of others each sheet that is named like one. Other files stay as they are.
 *
 * @throws {ParatusError} where a workbook cannot be read, and where a table is in two files.
 * @example
 * ```js
 * import { folderAsText } from "paratus/exchange";
 * const folder = folderAsText({ "paratus.toml": 'format = 1\nid = "office"\n', "people.csv": "id,section,roles\n" });
 * console.assert(Object.keys(folder).join() === "paratus.toml,people.csv");
 * ```
 */
export function folderAsText(folder: NamedFiles): Record<string, string | Uint8Array> {
  const files = listed("folder", folder);
  const answer = guard((module) => module.folder_as_text(put(module, files)));
  const { tables, workbooks } = JSON.parse(answer) as { tables: Record<string, string>; workbooks: string[] };
  const others = Object.entries(folder).filter(([name]) => !workbooks.includes(name));
  const viewed = others.map(([name, bytes]) => [name, bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes] as const);
  return { ...Object.fromEntries(viewed), ...tables };
}

/**
 * Reads files that have to be waited for, such as those of a drop or of an `<input type="file">`.
 *
 * @throws {ParatusError} where a file cannot be read.
 * @example
 * ```js
 * import { readFiles, recognise } from "paratus/exchange";
 * const [file] = await readFiles([{ name: "people.csv", bytes: new Blob(["id,section,roles\np-1,archive,clerk\n"]) }]);
 * console.assert(recognise(file).form === "people");
 * ```
 */
export async function readFiles(files: readonly ImportFile<BytesInput>[]): Promise<ImportFile<Uint8Array>[]> {
  if (!isList(files)) throw badInput("files", `is ${nameOf(files)}`, "write an array of { name, bytes }");
  const read: ImportFile<Uint8Array>[] = [];
  for (const [at, file] of files.entries()) {
    const { name, bytes } = named(`files[${at}]`, file);
    read.push({ name, bytes: await readBytes(`files[${at}].bytes`, bytes) });
  }
  return read;
}

/** Options as the module takes them: those that are files are apart. */
function given(options: ImportPlanOptions | undefined): { text: string; folder: Files | undefined; sides: Files } {
  const { folder, questions, sides, ...rest } = options === undefined ? ({} as ImportPlanOptions) : (fieldsOf("options", options) as ImportPlanOptions);
  const beside = sides === undefined ? [] : listed("options.sides", sides);
  const asked = questions === undefined ? undefined : fileOf("options.questions", questions);
  return {
    text: optionsJson(asked === undefined ? rest : { ...rest, questions: asked.name }),
    folder: folder === undefined ? undefined : listed("options.folder", folder),
    sides: asked === undefined ? beside : [asked, ...beside],
  };
}

type Files = readonly ImportFile<Uint8Array>[];

/** Files inside the module. */
function put({ Files }: typeof module, files: Files): module.Files {
  const all = new Files();
  for (const { name, bytes } of files) all.add(name, bytes);
  return all;
}

/** Files inside the module for as long as a call takes. */
function lend<T>(glue: typeof module, files: Files, work: (files: module.Files) => T): T {
  const all = put(glue, files);
  try {
    return work(all);
  } finally {
    all.free();
  }
}

/** A file's name, checked, and its bytes as they were given. */
function named(path: string, file: unknown): { name: string; bytes: unknown } {
  const { name, bytes, ...rest } = fieldsOf(path, file, "write { name, bytes }");
  for (const key of Object.keys(rest)) throw badInput(`${path}.${key}`, `\`${key}\` is not known here`, "write { name, bytes }", "UNKNOWN_KEY");
  if (typeof name !== "string") throw badInput(`${path}.name`, name === undefined ? "is missing" : `is ${nameOf(name)}`, "write a text");
  return { name, bytes };
}

function fileOf(path: string, file: unknown): ImportFile<Uint8Array> {
  const { name, bytes } = named(path, file);
  return { name, bytes: bytesOf(`${path}.bytes`, bytes) };
}

function listed(path: string, files: unknown): ImportFile<Uint8Array>[] {
  return Object.entries(fieldsOf(path, files, "write files by their names")).map(([name, bytes]) => ({ name, bytes: bytesOf(`${path}["${name}"]`, bytes) }));
}
