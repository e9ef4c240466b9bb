/** Records as columns: texts are counted where they are, so that a hundred thousand objects cross the border as a few arrays. */

import type { EvidenceColumns } from "./columns.js";
import { dayOf } from "./dates.js";
import type { Kind } from "./types.js";

const KEYS: ReadonlySet<string> = new Set(["person", "objective", "kind", "value", "date", "level", "key", "expires", "source"]);
const KINDS: ReadonlySet<unknown> = new Set<Kind>(["certificate", "completion", "observation", "quiz", "survey"]);
const [NOTHING, NEVER] = [0xffff_ffff, 0x7fff_ffff];
const isWellFormed = (text: string): boolean => (text as { isWellFormed?: () => boolean }).isWellFormed?.() ?? !/\p{Surrogate}/u.test(text);

/** A column of texts in the making. */
class Texts {
  readonly #places = new Map<string, number>();
  readonly codes: Uint32Array;
  used = false;

  constructor(rows: number) {
    this.codes = new Uint32Array(rows).fill(NOTHING);
  }

  /** Whether a text could be put at a row. */
  put(row: number, text: unknown): boolean {
    if (typeof text !== "string" || text === "") return false;
    let place = this.#places.get(text);
    if (place === undefined) {
      if (!isWellFormed(text)) return false;
      this.#places.set(text, (place = this.#places.size));
    }
    this.codes[row] = place;
    this.used = true;
    return true;
  }

  /** The same for a text that may be left out. */
  may(row: number, text: unknown): boolean {
    return text === undefined || text === null || this.put(row, text);
  }

  texts(): string[] {
    return [...this.#places.keys()];
  }
}

/**
 * Columns in the making, record by record.
 *
 * @internal
 */
export class RecordPacker {
  readonly #person: Texts;
  readonly #objective: Texts;
  readonly #kind: Texts;
  readonly #level: Texts;
  readonly #key: Texts;
  readonly #source: Texts;
  readonly #value: Float64Array;
  readonly #day: Int32Array;
  readonly #expires: Int32Array;
  readonly #days = new Map<string, number>();
  readonly #ignore: boolean;
  #expire = false;

  /** Room for this many records, whose unknown keys may be ignored. */
  constructor(rows: number, ignore: boolean) {
    [this.#person, this.#objective, this.#kind] = [new Texts(rows), new Texts(rows), new Texts(rows)];
    [this.#level, this.#key, this.#source] = [new Texts(rows), new Texts(rows), new Texts(rows)];
    this.#value = new Float64Array(rows);
    this.#day = new Int32Array(rows);
    this.#expires = new Int32Array(rows).fill(NEVER);
    this.#ignore = ignore;
  }

  /** Puts a record at its row; `false` where anything about it is odd, so that it must be read with care. */
  put(row: number, record: unknown): boolean {
    try {
      return this.#put(row, record);
    } catch {
      return false;
    }
  }

  #put(row: number, record: unknown): boolean {
    if (typeof record !== "object" || record === null || !this.#isKnown(record)) return false;
    const { person, objective, kind, value, date, level, key, expires, source } = record as Record<string, unknown>;
    if (typeof value !== "number" || !Number.isFinite(value) || !KINDS.has(kind)) return false;
    // As in JSON, which has no zero below zero.
    this.#value[row] = value + 0;
    this.#day[row] = this.#dayOf(date);
    if (expires !== undefined && expires !== null) {
      this.#expires[row] = this.#dayOf(expires);
      this.#expire = true;
    }
    return (
      this.#person.put(row, person) && this.#objective.put(row, objective) && this.#kind.put(row, kind) &&
      this.#level.may(row, level) && this.#key.may(row, key) && this.#source.may(row, source)
    );
  }

  /** Whether it is a plain object without a key that is unknown. */
  #isKnown(record: object): boolean {
    const prototype: unknown = Object.getPrototypeOf(record);
    if (prototype !== Object.prototype && prototype !== null) return false;
    if (Object.getOwnPropertySymbols(record).length > 0) return false;
    if (!this.#ignore) for (const key in record) if (!KEYS.has(key)) return false;
    return true;
  }

  #dayOf(date: unknown): number {
    let day = this.#days.get(date as string);
    if (day === undefined) this.#days.set(date as string, (day = dayOf("", date)));
    return day;
  }

  /** All of it. */
  columns(): EvidenceColumns {
    const [level, key, source] = [this.#level, this.#key, this.#source];
    return {
      people: this.#person.texts(), person: this.#person.codes,
      objectives: this.#objective.texts(), objective: this.#objective.codes,
      kinds: this.#kind.texts() as Kind[], kind: this.#kind.codes,
      value: this.#value,
      day: this.#day,
      ...(level.used ? { levels: level.texts(), level: level.codes } : {}),
      ...(key.used ? { keys: key.texts(), key: key.codes } : {}),
      ...(source.used ? { sources: source.texts(), source: source.codes } : {}),
      ...(this.#expire ? { expires: this.#expires } : {}),
    };
  }
}

/**
 * Records as columns; nothing where one of them must be read with care.
 *
 * @internal
 */
export function packRecords(list: readonly unknown[], ignore: boolean): EvidenceColumns | undefined {
  try {
    const packer = new RecordPacker(list.length, ignore);
    for (let row = 0; row < list.length; row++) if (!packer.put(row, list[row])) return undefined;
    return packer.columns();
  } catch {
    // A list that throws when it is read.
    return undefined;
  }
}
