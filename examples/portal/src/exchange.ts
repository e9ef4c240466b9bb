/** Foreign tables for the programme that is open: what they are, and what taking them would do. */

import type { ImportPlanAnswer, RecognitionAnswer } from "paratus/exchange";
import { ParatusError, type ParatusErrorData } from "paratus/client";
import { filesOpen } from "./desk";
import type { Ask, AskText } from "./exchange-worker";
import { sort } from "./folder";
import type { Chosen } from "./types";

/** What files would do; or where one needs a map, the map that is proposed for it. */
export interface Brought {
  readonly recognised: readonly RecognitionAnswer[];
  readonly plan?: ImportPlanAnswer;
  readonly proposed?: string;
}

let worker: Worker | undefined;
let last: Promise<unknown> = Promise.resolve();

const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer());

/** What taking files into the programme would do. */
export async function bring(files: readonly File[], given: { readonly date?: string | undefined; readonly map?: string | undefined }): Promise<Brought> {
  const { programme, evidence, responses } = sort(filesOpen());
  const own = [...programme, ...[...evidence, ...responses].map(({ path, file }) => [path, file] as const)];
  const folder = Object.fromEntries(await Promise.all(own.map(async ([name, file]) => [name, await bytesOf(file)] as const)));
  const ask: Ask = {
    files: await Promise.all(files.map(async (file) => ({ name: file.name, bytes: await bytesOf(file) }))),
    options: { folder, date: given.date || undefined, map: given.map || undefined },
  };
  return inTurn<Brought>(ask);
}

const WORKBOOK = /\.(xlsx|xls|ods)$/i;

/** The same files with the tables in workbooks of the programme's folder as text. */
export async function withoutWorkbooks(files: readonly Chosen[]): Promise<readonly Chosen[]> {
  if (!files.some(({ path }) => WORKBOOK.test(path))) return files;
  const { root } = sort(files);
  const own = files.filter(({ path }) => path.startsWith(root) && !path.slice(root.length).includes("/"));
  // Of text the names are enough, but for the programme, which says how tables are written.
  const needed = ({ path, file }: Chosen) => (WORKBOOK.test(path) || path.endsWith(".toml") ? bytesOf(file) : new Uint8Array());
  const named = await Promise.all(own.map(async (one) => [one.path.slice(root.length), await needed(one)] as const));
  const { folder } = await inTurn<{ readonly folder: Record<string, unknown> }>({ folder: Object.fromEntries(named) });
  const kept = files.filter(({ path }) => !own.some((one) => one.path === path) || path.slice(root.length) in folder);
  const texts = Object.entries(folder).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return [...kept, ...texts.map(([name, text]) => ({ path: root + name, file: new File([text], name) }))];
}

/** One at a time: answers carry no name of what they answer. */
function inTurn<T>(ask: Ask | AskText): Promise<T> {
  const mine = last.then(() => answered<T>(ask));
  last = mine.catch(() => {});
  return mine;
}

/** The worker; once it is started, tables are read without a connection. */
export function started(): Worker {
  return (worker ??= new Worker(new URL("./exchange-worker.ts", import.meta.url), { type: "module" }));
}

function answered<T>(ask: Ask | AskText): Promise<T> {
  const mine = started();
  return new Promise((done, failed) => {
    mine.onmessage = ({ data }: MessageEvent<T & { readonly error?: ParatusErrorData }>) => (data.error === undefined ? done(data) : failed(ParatusError.fromJSON(data.error)));
    mine.onerror = () => {
      worker = undefined;
      failed(new ParatusError("WORKER", "the part that reads tables could not be started"));
    };
    mine.postMessage(ask);
  });
}

/** The files that are open, with those that change. */
export function changed(files: Readonly<Record<string, string>>): Chosen[] {
  const { root } = sort(filesOpen());
  const fresh = Object.entries(files).map(([name, text]) => ({ path: root + name, file: new File([text], name) }));
  return [...filesOpen().filter(({ path }) => !fresh.some((one) => one.path === path)), ...fresh];
}
