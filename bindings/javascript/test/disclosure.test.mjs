// Answers about groups: published unless asked otherwise, rounded by a key that nothing repeats, with small groups suppressed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ParatusError, Programme } from "paratus";
import { asOf, document, records } from "./sample.mjs";

const people = Array.from({ length: 26 }, (_, at) => ({ id: `p-${at + 1}`, section: at < 23 ? "archive" : "desk", roles: ["registry-clerk"] }));
const programme = Programme.parse({ ...document, people, sections: [...document.sections, { id: "desk" }] });
const evidence = programme.evidence(records);
const disclosureKey = "a long secret of the office";
const sections = (options) => programme.units(evidence, { asOf, kind: "section", ...options });

test("published by default: counts are multiples, and small groups are suppressed", () => {
  const { disclosure, units } = sections({ disclosureKey });
  assert.deepEqual(disclosure, { audience: "published", key: "given", min_cell: 10, round_to: 5 });
  const [archive, desk] = units;
  for (const count of [archive.ready, archive.not_ready, archive.cannot_tell]) assert.equal(count % 5, 0);
  assert.deepEqual([desk.ready, desk.not_ready, desk.cannot_tell], [null, null, null]);
  assert.equal(JSON.stringify(desk.suppressed).includes("ready"), true);
  assert.deepEqual(sections({ disclosureKey, disclosure: "published" }), sections({ disclosureKey }));
});

test("internal where it is asked for: exact, complete, and marked", () => {
  const { disclosure, units } = sections({ disclosure: "internal" });
  assert.equal(disclosure.audience, "internal");
  assert.deepEqual(units.map(({ ready, not_ready, cannot_tell }) => ready + not_ready + cannot_tell), [23, 3]);
  assert.equal(units.some(({ suppressed }) => suppressed), false);
});

test("the key decides, the same one in the same way, and no answer, report or error repeats it", () => {
  const asked = { asOf, disclosureKey };
  const answers = [
    sections({ disclosureKey }), programme.unit(evidence, asked), programme.gaps(evidence, asked), programme.needs(evidence, asked), programme.gates(evidence, asked),
    programme.refresh(evidence, { ...asked, until: "2027-12-31" }), programme.diff(evidence, { ...asked, to: "2027-12-31" }), programme.sensitivity(evidence, asked),
    programme.reportHtml(evidence, asked), programme.reportMarkdown(evidence, asked),
  ];
  for (const answer of answers) assert.equal(JSON.stringify(answer).includes(disclosureKey), false);
  assert.equal(programme.unitsJson(evidence, { ...asked, kind: "section" }), programme.unitsJson(evidence, { ...asked, kind: "section" }));
  assert.equal(sections({}).disclosure.key, "derived");
  assert.throws(() => sections({ disclosureKey, section: 1 }), (error) => error instanceof ParatusError && !`${error.message} ${JSON.stringify(error.findings)}`.includes(disclosureKey));
});

for (const [what, options] of [["an audience that does not exist", { disclosure: "secret" }], ["an empty key", { disclosureKey: "" }], ["a key that is a number", { disclosureKey: 5 }]]) {
  test(`refused: ${what}`, () => assert.throws(() => sections(options), ParatusError));
}
