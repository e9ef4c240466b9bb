// The report: the same bytes as the command's, panels that are pieces of a page, and options that are checked.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { ParatusError, Programme } from "paratus";
import { asOf, document, records } from "./sample.mjs";

const ministry = new URL("../../../examples/ministry/", import.meta.url);
const files = Object.fromEntries(readdirSync(ministry).map((name) => [name, readFileSync(new URL(name, ministry))]));
const programme = Programme.fromFiles(files);
const evidence = programme.evidence({ csv: files["evidence.csv"], file: "evidence.csv" }, { csv: files["responses.csv"], file: "responses.csv" });

for (const [format, method, language] of [["html", "reportHtml", "en"], ["md", "reportMarkdown", "fr"]]) {
  test(`${method} gives the same bytes as the command`, (context) => {
    const made = programme[method](evidence, { language, sensitivity: true });
    assert(made.length > 10_000);
    const command = process.env.PARATUS_COMMAND;
    if (command === undefined) return context.skip("PARATUS_COMMAND does not name the `paratus` command; `cargo xtask test` builds it and does");
    const words = ["report", fileURLToPath(ministry), "--format", format, "--lang", language];
    assert.equal(made, execFileSync(command, words, { encoding: "utf8", maxBuffer: 1e9, stdio: ["ignore", "pipe", "ignore"] }));
  });
}

test("panels are in the page as they are given, but for their numbers", () => {
  const { panels, direction, sound, as_of } = programme.report(evidence, { language: "ar" });
  assert.deepEqual([direction, sound, as_of], ["rtl", true, "2027-03-14"]);
  assert.deepEqual(panels.slice(0, 4).map(({ id }) => id), ["summary", "data", "findings", "readiness"]);
  assert(!panels.some(({ id }) => id === "sensitivity"));
  const page = programme.reportHtml(evidence, { language: "ar" });
  for (const { id, title } of panels) assert(page.includes(`id="${id}"`) && title !== "", id);
  assert.match(panels[3].headline, /391/);
});

test("a plan is reported where it holds, without people", () => {
  const plan = programme.plan(evidence, { effort: "quick" });
  const { panels } = programme.report(evidence, { plan });
  const reported = panels.find(({ id }) => id === "plan");
  assert(reported !== undefined && !panels.some(({ html }) => /p-0\d\d\d/.test(html)));
  const [first, second] = plan.sessions;
  assert(reported.html.includes(first.activity));
  const broken = { ...plan, sessions: [first, { ...second, people: first.people }, ...plan.sessions.slice(2)] };
  assert.throws(() => programme.report(evidence, { plan: broken }), (error) => error instanceof ParatusError && error.findings.some(({ code }) => code === "PLAN_REFUSED"));
  assert.throws(() => programme.report(evidence, { plan: { sessions: [] } }), (error) => error instanceof ParatusError);
  assert(!programme.report(evidence).panels.some(({ id }) => id === "plan"));
});

test("what is written in a programme is words", () => {
  const title = `<img src=x onerror="alert(1)">`;
  const { panels } = Programme.parse({ ...document, title, sections: [{ id: "archive", title }] }).report(records, { asOf });
  assert(!panels.some(({ html }) => /<img/i.test(html)));
});

test("options are checked", () => {
  for (const [options, path] of [[{ language: "de" }, "options.language"], [{ sensitivity: 1 }, "options.sensitivity"], [{ asOf, form: "pdf" }, "form"], [[], "options"]]) {
    assert.throws(() => programme.report(evidence, options), (error) => error instanceof ParatusError && JSON.stringify(error.findings).includes(path), JSON.stringify(options));
  }
  assert.throws(() => Programme.parse({ format: 1, id: "p" }).report(), { code: "NO_DATE" });
});

test("a programme as it is written is the same programme", () => {
  const again = Programme.parse(programme.document());
  assert.equal(again.people, programme.people);
  assert.deepEqual(again.document(), programme.document());
});
