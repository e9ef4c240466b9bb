// Every example in the README and in the declarations runs.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { node, project, root } from "./fresh.mjs";

const sample = readFileSync(join(root, "test/sample.mjs"), "utf8").replaceAll("export const", "const");
const files = ["../../README.md", "README.md", ...readdirSync(join(root, "dist/types")).filter((name) => name.endsWith(".d.ts")).map((name) => `dist/types/${name}`)];

for (const name of files) {
  const text = readFileSync(join(root, name), "utf8").replace(/^ *\* ?/gm, name.endsWith(".ts") ? "" : "$&");
  const blocks = [...text.matchAll(/^```js( [a-z ]+)?\n([^]*?)^```/gm)].filter(([, mark]) => !mark?.includes("page"));
  blocks.forEach(([, , code], at) => {
    test(`${name}: example ${at + 1}`, () => {
      const imports = code.match(/^import .*$/gm) ?? [];
      const rest = code.replace(/^import .*\n/gm, "");
      const need = /\bProgramme\b/.test(imports.join()) ? [] : ['import { Programme } from "paratus";'];
      const programme = /const programme\b/.test(rest) ? "" : imports.join().includes("slim") ? "" : "const programme = Programme.parse(document);";
      const script = `${[...need, ...imports].join("\n")}
${sample}
console.assert = (holds) => { if (!holds) throw new Error("does not hold"); };
${programme}
{
${rest}
}`;
      const folder = project({ "use.mjs": script, "evidence.csv": "person,objective,kind,value,date\np-1,filing,quiz,0.8,2027-02-01\n" });
      assert.equal(typeof node(folder, "use.mjs"), "string");
    });
  });
  if (name === "README.md") assert(blocks.length >= 4, "the README has examples");
}

test("every function and method of the declarations has an example, but for those that give the text of another's answer", () => {
  const lacking = [];
  let seen = 0;
  for (const name of files.filter((name) => name.endsWith(".ts"))) {
    const text = readFileSync(join(root, name), "utf8");
    for (const [, comment, word] of text.matchAll(/(\/\*\*(?:(?!\*\/)[^])*\*\/)\n(?:export declare function | +(?:static )?)(\w+)(?:<\w+>)?\(/g)) {
      if (word === "constructor" || word.endsWith("Json")) continue;
      seen += 1;
      if (!comment.includes("@example")) lacking.push(`${name}: ${word}`);
    }
  }
  assert.deepEqual(lacking, []);
  assert(seen > 30, `only ${seen} were found`);
});
