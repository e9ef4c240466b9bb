/** Records as columns: texts are counted where they are, so that a hundred thousand objects cross the border as a few arrays. */

import type { EvidenceColumns } from "./columns.js";
import { dayOf } from "./dates.js";
import type { Kind } from "./types.js";

const KEYS: ReadonlySet<string> = new Set(["person", "objective", "kind", "value", "date", "level", "key", "expires", "source"]);
const KINDS: ReadonlySet<unknown> = new Set<Kind>(["certificate", "completion", "observation", "quiz", "survey"]);
const [NOTHING, NEVER] = [0xffff_ffff, 0x7fff_ffff];
const isWellFormed = (text: string): boolean => (text as { isWellFormed?: () => boolean }).isWellFormed?.() ?? !/\p{Surrogate}/u.test(text);

/** As many rows as there is room for at first: a list says how long it is before anything of it was read. */
const FEW = 4096;

type Column = Float64Array | Int32Array | Uint32Array;

/** A column with room for more rows; what nobody wrote yet is `empty`. */
function wider<C extends Column>(column: C, rows: number, empty: number): C {
  const more = new (column.constructor as new (rows: number) => C)(rows).fill(empty) as C;
  more.set(column);
  return more;
}

/** A column of texts in the making. */
class Texts {
  readonly #places = new Map<string, number>();
  codes = new Uint32Array(0);
  used = false;

  grow(rows: number): void {
    this.codes = wider(this.codes, rows, NOTHING);
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
  readonly #person = new Texts();
  readonly #objective = new Texts();
  readonly #kind = new Texts();
  readonly #level = new Texts();
  readonly #key = new Texts();
  readonly #source = new Texts();
  #value = new Float64Array(0);
  #day = new Int32Array(0);
  #expires = new Int32Array(0);
  readonly #days = new Map<string, number>();
  readonly #rows: number;
  readonly #ignore: boolean;
  #expire = false;

  /** For this many records, whose unknown keys may be ignored. */
  constructor(rows: number, ignore: boolean) {
    this.#rows = rows;
    this.#ignore = ignore;
  }

  #grow(): void {
    const rows = Math.min(this.#rows, Math.max(FEW, 4 * this.#value.length));
    for (const texts of [this.#person, this.#objective, this.#kind, this.#level, this.#key, this.#source]) texts.grow(rows);
    this.#value = wider(this.#value, rows, 0);
    this.#day = wider(this.#day, rows, 0);
    this.#expires = wider(this.#expires, rows, NEVER);
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
    if (row >= this.#value.length) this.#grow();
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
