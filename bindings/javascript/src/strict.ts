/** From values to JSON text, refusing whatever JSON would change or drop without a word. */

import { badInput, brief, isOurs } from "./errors.js";

/** Objects and arrays within each other. */
const DEEPEST = 100;

const isWellFormed = (text: string): boolean =>
  (text as { isWellFormed?: () => boolean }).isWellFormed?.() ?? !/\p{Surrogate}/u.test(text);

/** What an error says, whatever was thrown: also what throws when it is asked. */
export function reasonOf(error: unknown): string {
  try {
    if (error instanceof Error) return brief(String(error.message));
    return typeof error === "object" && error !== null ? nameOf(error) : brief(String(error));
  } catch {
    return "what was thrown cannot be read";
  }
}

/**
 * The JSON text of a value made of plain objects, arrays, strings, finite numbers, booleans and null. Every property is read once; one
 * that is `undefined` is absent.
 *
 * @throws ParatusError `BAD_INPUT` with the path of what is none of these.
 */
export function toJson(value: unknown, root: string): string {
  const path: (string | number)[] = [];
  const within: object[] = [];
  const place = () => placeOf(root, path);
  const refuse = (message: string, help?: string) => badInput(place(), message, help);

  function copy(value: unknown): unknown {
    switch (typeof value) {
      case "string":
        if (!isWellFormed(value)) throw refuse("is not well-formed text: it has half of a surrogate pair");
        return value;
      case "number":
        if (!Number.isFinite(value)) throw refuse(`is ${value}`, "write a finite number, or leave the key out");
        return value;
      case "boolean":
        return value;
      case "undefined":
        throw refuse("is undefined", "write a value");
      case "bigint":
        throw refuse("is a BigInt", "write a number");
      case "symbol":
      case "function":
        throw refuse(`is a ${typeof value}`);
    }
    if (value === null) return null;
    const object = value as object;
    if (within.includes(object)) throw refuse("contains itself");
    if (within.length >= DEEPEST) throw refuse(`is nested more than ${DEEPEST} deep`);
    within.push(object);
    const copied = Array.isArray(object) ? copyArray(object) : copyObject(object);
    within.pop();
    return copied;
  }

  function copyArray(array: readonly unknown[]): unknown[] {
    const copied: unknown[] = [];
    for (let at = 0; at < array.length; at++) {
      path.push(at);
      if (!(at in array)) throw refuse("is a hole in a sparse array", "fill it, or leave it out");
      copied.push(copy(array[at]));
      path.pop();
    }
    return copied;
  }

  function copyObject(object: object): object {
    if (!isPlain(object)) throw refuse(`is a ${nameOf(object)}`, helpFor(object));
    const copied: Record<string, unknown> = {};
    for (const key of Object.keys(object)) {
      path.push(key);
      if (!isWellFormed(key)) throw refuse("is a key with half of a surrogate pair");
      const value = (object as Record<string, unknown>)[key];
      if (key === "__proto__" && value !== undefined) Object.defineProperty(copied, key, { value: copy(value), enumerable: true });
      else if (value !== undefined) copied[key] = copy(value);
      path.pop();
    }
    if (Object.getOwnPropertySymbols(object).length > 0) throw refuse("has a symbol for a key");
    return copied;
  }

  try {
    // A copy that is plain all through: the engine writes it down faster than anybody else could.
    return JSON.stringify(copy(value));
  } catch (error) {
    if (isOurs(error)) throw error;
    throw badInput(place(), `cannot be read: ${reasonOf(error)}`);
  }
}

/** The path of a value: `people[3].roles`. */
function placeOf(root: string, path: readonly (string | number)[]): string {
  let text = root;
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else text += text === "" ? part : `.${part}`;
  }
  return text === "" ? "document" : text;
}

/** Whether an object is one that `{}` or JSON makes; also where it comes from another window or context. */
export function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype === null || prototype === Object.prototype) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, "isPrototypeOf");
}

/**
 * The properties of a plain object, each read once; those that are `undefined` are absent.
 *
 * @throws ParatusError `BAD_INPUT` with the path of what is none, or cannot be read.
 */
export function fieldsOf(path: string, value: unknown, help = "write a plain object"): Record<string, unknown> {
  let plain: boolean;
  try {
    plain = value !== null && typeof value === "object" && isPlain(value);
    if (plain) return Object.fromEntries(Object.entries(value as object).filter(([, value]) => value !== undefined));
  } catch (error) {
    throw badInput(path, `cannot be read: ${reasonOf(error)}`);
  }
  throw badInput(path, `is ${nameOf(value)}`, help);
}

/** Whether something is an array; what throws when it is asked is none. */
export function isList(value: unknown): value is unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** A word that somebody wrote, for messages, whatever it is. */
export const shown = (value: unknown): string => (typeof value === "string" ? `\`${value.slice(0, 40)}\`` : nameOf(value));

/** What an object is called in messages. */
export function nameOf(value: unknown): string {
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  try {
    const constructor: unknown = (Object.getPrototypeOf(value) as { constructor?: unknown } | null)?.constructor;
    const name: unknown = typeof constructor === "function" ? constructor.name : "";
    return typeof name === "string" && name !== "" ? name : "class instance";
  } catch {
    return "an object that cannot be read";
  }
}

function helpFor(object: object): string {
  switch (nameOf(object)) {
    case "Date":
      return "write a date as `YYYY-MM-DD`";
    case "Map":
      return "write a plain object: Object.fromEntries(map)";
    case "Set":
      return "write an array: [...set]";
    default:
      return "write plain objects and arrays";
  }
}

/** Options as the library takes them: `asOf` becomes `as_of`. */
export function optionsJson(options: object | undefined): string {
  if (options === undefined) return "{}";
  const given: string[] = [];
  for (const [key, value] of Object.entries(fieldsOf("options", options))) {
    const camel = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (camel !== key) throw badInput(`options.${key}`, `\`${key}\` is not known here`, `write \`${camel}\``, "UNKNOWN_KEY");
    const name = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    given.push(`${toJson(name, "options")}:${toJson(value, `options.${key}`)}`);
  }
  return `{${given.join(",")}}`;
}
