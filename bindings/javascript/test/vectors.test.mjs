// The shared vectors: the same JSON text, byte for byte, as the library gives.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { call, ParatusError, Programme } from "paratus";

const folder = new URL("../../../tests/vectors/answers/", import.meta.url);
const camel = (options) => Object.fromEntries(Object.entries(options).map(([key, value]) => [key.replace(/_(.)/g, (_, c) => c.toUpperCase()), value]));

for (const name of readdirSync(folder).sort()) {
  const file = readFileSync(new URL(name, folder), "utf8");
  const { operation, request } = JSON.parse(file);
  // Request and answer are on lines of their own: findings name columns, and the answer is exactly as the library wrote it.
  const text = /^ {2}"request": (.*),$/m.exec(file)[1];
  const expected = /^ {2}"(?:answer|error)": (.*)$/m.exec(file)[1];

  test(`${name}: as text`, () => {
    if (!file.includes('\n  "error": ')) return assert.equal(call(operation, text), expected);
    const { code, message, findings } = JSON.parse(expected);
    assert.throws(() => call(operation, text), (error) => {
      assert(error instanceof ParatusError);
      assert.deepEqual({ code: error.code, message: error.message, findings: error.findings }, { code, message, findings });
      return true;
    });
  });

  const method = `${operation.replace(/_(.)/g, (_, c) => c.toUpperCase())}Json`;
  if (file.includes('\n  "answer": ') && method in Programme.prototype && operation !== "diff") {
    test(`${name}: by ${method}`, () => {
      const programme = Programme.parse(request.programme);
      const evidence = programme.evidence(request.evidence ?? [], request.responses);
      const { plan, changes, options, ...rest } = request.options ?? {};
      const given = camel({ ...rest, ...options });
      const ask = {
        fit: () => programme.fitJson(given),
        phases: () => programme.phasesJson(given),
        explain_line: () => programme.explainLineJson(evidence, plan, given.line),
        places: () => programme.placesJson(evidence, given),
        diff_plans: () => programme.diffPlansJson(given.before, given.after),
        verify: () => programme.verifyJson(evidence, plan, given),
        what_if: () => programme.whatIfJson(evidence, { changes, options: given }),
      };
      assert.equal((ask[operation] ?? (() => programme[method](evidence, given)))(), expected);
    });
  }
}

test("every operation with an answer has a method", () => {
  const asked = new Set(readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"))).filter(({ answer }) => answer).map(({ operation }) => operation));
  assert(asked.has("plan") && asked.has("verify") && asked.has("what_if"));
  for (const operation of asked) if (operation !== "codes") assert(`${operation.replace(/_(.)/g, (_, c) => c.toUpperCase())}Json` in Programme.prototype, operation);
});
