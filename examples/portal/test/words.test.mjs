// The words of the frame: every one that the code says has its place in both catalogues, and nothing else has.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const src = fileURLToPath(new URL("../src", import.meta.url));
const TEXT = String.raw`"((?:[^"\\]|\\.)*)"`;

/** What the code says, in English. */
export function said() {
  const found = new Set();
  for (const file of readdirSync(src, { recursive: true }).filter((name) => name.endsWith(".ts") && !/words\/(french|arabic)/.test(name))) {
    const code = readFileSync(join(src, file), "utf8");
    for (const [, text] of code.matchAll(new RegExp(String.raw`(?<![\w.])t\(\s*${TEXT}`, "g"))) found.add(JSON.parse(`"${text}"`));
    for (const [, one, more] of code.matchAll(new RegExp(String.raw`(?<![\w.])many\([^"]*${TEXT}, ${TEXT}\)`, "g"))) found.add(one).add(more);
  }
  return found;
}

/** A catalogue: its lines are `"English": "words",`. */
function catalogue(name) {
  const code = readFileSync(join(src, `words/${name}.ts`), "utf8");
  return new Map([...code.matchAll(new RegExp(String.raw`^  ${TEXT}:\s*${TEXT},$`, "gm"))].map(([, english, words]) => [JSON.parse(`"${english}"`), JSON.parse(`"${words}"`)]));
}

const slots = (text) => [...text.matchAll(/\{\w+\}/g)].map(([slot]) => slot).sort();

for (const name of ["french", "arabic"]) {
  test(`${name}: every word of the frame, with its parameters`, () => {
    const [english, translated] = [said(), catalogue(name)];
    assert.equal(english.size > 200, true, "the code is not read as it is written");
    assert.deepEqual([...english].filter((text) => !translated.has(text)), [], "not translated");
    assert.deepEqual([...translated.keys()].filter((text) => !english.has(text)), [], "said nowhere");
    for (const [text, words] of translated) {
      // A plural may do without its number in Arabic, where the word has it; nothing may be added.
      assert.deepEqual(slots(words), slots(text), text);
      assert.notEqual(words.trim(), "", text);
    }
  });
}
