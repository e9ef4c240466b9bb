/** Evidence as typed arrays: checked, then copied once. */

import { dayOf } from "./dates.js";
import { badInput, isOurs } from "./errors.js";
import { guard } from "./instance.js";
import { fieldsOf, isList, nameOf, reasonOf } from "./strict.js";
import type { RawColumns } from "../pkg/web/paratus.js";
import type { Kind } from "./types.js";

/** Places in a list of texts, counted from 0. In columns that may be empty, the greatest number of the array's type is none. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/**
 * Evidence as columns of the same length: the fast way for many records. Each text is in a list once; a record has the place of its text.
 * What the columns mean is said at {@link EvidenceRecord}.
 *
 * @example
 * ```js
 * const columns = {
 *   people: ["p-1", "p-2"], person: new Uint32Array([0, 0, 1]),
 *   objectives: ["docket-basics"], objective: new Uint8Array(3),
 *   kinds: ["quiz", "observation"], kind: new Uint8Array([0, 1, 0]),
 *   value: new Float64Array([0.7, 1, 0.5]),
 *   date: ["2027-01-10", "2027-02-01", "2027-02-01"],
 * };
 * console.assert(programme.evidence({ columns }).count === 3);
 * ```
 */
export interface EvidenceColumns {
  /** Ids of people. */
  people: readonly string[];
  /** Places in `people`. */
  person: Codes;
  /** Ids of objectives. */
  objectives: readonly string[];
  /** Places in `objectives`. */
  objective: Codes;
  /** Kinds. */
  kinds: readonly Kind[];
  /** Places in `kinds`. */
  kind: Codes;
  /** Degrees of success, in [0, 1]. */
  value: Float64Array | Float32Array;
  /** Days since 1970-01-01; either this or `date`. */
  day?: Int32Array;
  /** Dates as `YYYY-MM-DD`; either this or `day`. */
  date?: readonly string[];
  /** Names of levels. */
  levels?: readonly string[];
  /** Places in `levels`. */
  level?: Codes;
  /** Keys. */
  keys?: readonly string[];
  /** Places in `keys`. */
  key?: Codes;
  /** Sources. */
  sources?: readonly string[];
  /** Places in `sources`. */
  source?: Codes;
  /** Last days on which records count, since 1970-01-01; 2147483647 where they do not expire. */
  expires?: Int32Array;
}

/** Columns of texts: the list, the places, and whether a record may have none. */
const TEXTS = [
  ["people", "person", false],
  ["objectives", "objective", false],
  ["kinds", "kind", false],
  ["levels", "level", true],
  ["keys", "key", true],
  ["sources", "source", true],
] as const;

const NUMBERS = ["value", "day", "date", "expires"];
const NAMES = new Set<string>([...TEXTS.flatMap(([list, column]) => [list, column]), ...NUMBERS]);
const NOTHING = 0xffffffff;

/**
 * The columns inside the module; the caller frees them.
 *
 * @internal
 */
export function pack(columns: unknown): RawColumns {
  const given = fieldsOf("columns", columns, "write a plain object of typed arrays");
  for (const name of Object.keys(given)) {
    if (!NAMES.has(name)) throw badInput(`columns.${name}`, `\`${name}\` is no column`, `columns are ${[...NAMES].join(", ")}`, "UNKNOWN_KEY");
  }
  const value = typed("columns.value", given.value, ["Float64Array", "Float32Array"]);
  const expires = given.expires === undefined ? undefined : typed("columns.expires", given.expires, ["Int32Array"]);
  const texts = TEXTS.map(([list, column, optional]) => {
    if (optional && given[list] === undefined && given[column] === undefined) return undefined;
    return [column, listOf(`columns.${list}`, given[list]), codes(`columns.${column}`, given[column], optional)] as const;
  });
  const days = daysOf(given);
  return guard((module) => {
    const values = kindOf(value) === "Float64Array" ? (value as Float64Array) : Float64Array.from(value);
    let raw = new module.RawColumns(values, days, expires as Int32Array | undefined);
    for (const text of texts) {
      if (text !== undefined) raw = raw.with(text[0], text[1], text[2]);
    }
    return raw;
  });
}

/** A list of texts as JSON. */
function listOf(path: string, list: unknown): string {
  if (!isList(list)) throw badInput(path, list === undefined ? "is missing" : `is ${nameOf(list)}`, "write an array of strings");
  const texts = eachOf(path, list, (text, at) => {
    if (typeof text !== "string") throw badInput(`${path}[${at}]`, `is ${nameOf(text)}`, "write a string");
    return text;
  });
  return JSON.stringify(texts);
}

/** What is made of the entries of a list, each read once and judged before the next one is. */
function eachOf<T>(path: string, list: readonly unknown[], make: (entry: unknown, at: number) => T): T[] {
  const made: T[] = [];
  try {
    for (let at = 0; at < list.length; at++) made.push(make(list[at], at));
  } catch (error) {
    throw isOurs(error) ? error : badInput(path, `cannot be read: ${reasonOf(error)}`);
  }
  return made;
}

/** What an object of a built-in kind says of itself, whatever properties of its own it has. */
const intrinsic = (prototype: object, name: string | symbol) => Object.getOwnPropertyDescriptor(prototype, name)?.get as (this: unknown) => unknown;
const TYPED = Object.getPrototypeOf(Uint8Array.prototype) as object;
const [TAG, BUFFER, OFFSET, LENGTH] = [intrinsic(TYPED, Symbol.toStringTag), intrinsic(TYPED, "buffer"), intrinsic(TYPED, "byteOffset"), intrinsic(TYPED, "length")];
const BYTES = [intrinsic(ArrayBuffer.prototype, "byteLength"), ...(typeof SharedArrayBuffer === "undefined" ? [] : [intrinsic(SharedArrayBuffer.prototype, "byteLength")])];
const KINDS = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array };

/**
 * The kind of a typed array, whatever it says of itself and wherever it comes from.
 *
 * @internal
 */
export function kindOf(value: unknown): string | undefined {
  return ArrayBuffer.isView(value) ? (TAG.call(value) as string | undefined) : undefined;
}

type Typed = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/**
 * A view of the memory of a typed array of one of some kinds, whose memory is still its own: a new one, for the array may have a
 * `length` of its own.
 *
 * @internal
 */
export function typed(path: string, value: unknown, kinds: readonly string[]): Typed {
  const kind = kindOf(value);
  if (kind === undefined || !kinds.includes(kind)) {
    throw badInput(path, value === undefined ? "is missing" : `is ${nameOf(value)}`, `write a ${kinds.join(" or ")}`);
  }
  const make = KINDS[kind as keyof typeof KINDS];
  return view(path, () => new make(BUFFER.call(value) as ArrayBuffer, OFFSET.call(value) as number, LENGTH.call(value) as number));
}

/** A view that is made, which throws where the memory was transferred to someone else. */
function view<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch {
    throw badInput(path, "is detached: its memory was given away", "pass a copy to anyone who took it");
  }
}

function codes(path: string, value: unknown, optional: boolean): Uint32Array {
  const array = typed(path, value, ["Uint32Array", "Uint16Array", "Uint8Array"]);
  if (kindOf(array) === "Uint32Array") return array as Uint32Array;
  const wide = new Uint32Array(array);
  if (optional) {
    const none = kindOf(array) === "Uint8Array" ? 0xff : 0xffff;
    for (let at = 0; at < wide.length; at++) if (wide[at] === none) wide[at] = NOTHING;
  }
  return wide;
}

function daysOf(given: Record<string, unknown>): Int32Array {
  if ((given.day === undefined) === (given.date === undefined)) {
    throw badInput("columns.day", "exactly one of `day` and `date` must be there", null, "MISSING_KEY");
  }
  if (given.date === undefined) return typed("columns.day", given.day, ["Int32Array"]) as Int32Array;
  if (!isList(given.date)) throw badInput("columns.date", `is ${nameOf(given.date)}`, "write an array of dates");
  const known = new Map<unknown, number>();
  const days = eachOf("columns.date", given.date, (date, at) => {
    let day = known.get(date);
    if (day === undefined) known.set(date, (day = dayOf(`columns.date[${at}]`, date)));
    return day;
  });
  return Int32Array.from(days);
}

/** How long an `ArrayBuffer` is, also a shared one; nothing where something is none. */
function lengthOf(value: unknown): number | undefined {
  for (const length of BYTES) {
    try {
      return length.call(value) as number;
    } catch {
      // It is of another kind.
    }
  }
  return undefined;
}

/**
 * Bytes that are given as a text, an `ArrayBuffer` or a `Uint8Array`.
 *
 * @internal
 */
export function bytesOf(path: string, value: unknown): Uint8Array {
  if (typeof value === "string") return new TextEncoder().encode(value);
  const length = lengthOf(value);
  if (length !== undefined) return view(path, () => new Uint8Array(value as ArrayBuffer, 0, length));
  if (kindOf(value) !== "Uint8Array") throw badInput(path, value === undefined ? "is missing" : `is ${nameOf(value)}`, "write a text, a Uint8Array or an ArrayBuffer");
  return typed(path, value, ["Uint8Array"]) as Uint8Array;
}
