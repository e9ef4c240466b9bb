// Foreign tables brought to a programme that is open: recognised, shown, then taken; nothing for axe-core on the way.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { desk, folder, found, go, made, saved } from "./desk.mjs";

const PROGRAMME = `format = 1
id = "office"
title = "The office"
as_of = 2027-03-14
objectives = [{ id = "filing", track = "process" }]
sections = [{ id = "archive" }]
roles = [{ id = "clerk", requires = [{ objective = "filing" }] }]
`;

/** A file to bring. */
function table(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function office(page) {
  await page.setInputFiles("#files", made("office", { "paratus.toml": PROGRAMME, "people.csv": "id,section,roles\np-1,archive,clerk\np-2,archive,clerk\n" }));
  await page.waitForSelector("#bringing");
}

test("a file is recognised and shown before it is taken, and its rows count then", async () => {
  await desk(async (page) => {
    await office(page);
    await page.setInputFiles("#bring", table("new.csv", "person,objective,kind,value,date\np-1,filing,quiz,0.8,2027-02-01\np-2,filing,quiz,?,2027-02-01\n"));
    await page.waitForSelector("#bring-take");
    const shown = await page.textContent("#bringing");
    assert.match(shown, /a table `evidence` as a programme's folder has it/);
    assert.match(shown, /new\.csv2100010/);
    assert.match(shown, /valuerefused: \? is not a number/);
    assert.deepEqual(await found(page), []);
    // Nothing is taken yet.
    assert.doesNotMatch(await page.textContent("main"), /evidence\.csvEvidence/);
    await page.click("#bring-take");
    await page.waitForSelector('[data-save="evidence.csv"]');
    assert.match(await page.textContent("main"), /evidence\.csvEvidence1/);
    assert.match(await saved(page, '[data-save="evidence.csv"]'), /p-1,filing,quiz,0\.8,2027-02-01/);
    // The same again is nothing.
    await page.setInputFiles("#bring", table("new.csv", "person,objective,kind,value,date\np-1,filing,quiz,0.8,2027-02-01\n"));
    await page.waitForSelector("#bring-leave");
    assert.equal(await page.locator("#bring-take").count(), 0);
    await go(page, "people");
    assert.match(await page.textContent("main"), /p-1/);
  });
});

test("a table of an unknown form comes with a map to correct", async () => {
  await desk(async (page) => {
    await office(page);
    await page.setInputFiles("#bring", table("results.csv", "Employee;Course;Score;Date\np-1;Filing;80;2027-02-01\np-2;Filing;65;2027-02-14\n"));
    await page.waitForSelector("#bring-map");
    assert.match(await page.inputValue("#bring-map"), /person = \{ column = "Employee" \}/);
    assert.deepEqual(await found(page), []);
    await page.fill("#bring-map", "nonsense = 1");
    await page.click("#bring-try");
    await page.waitForSelector("#bringing .failure");
    await page.setInputFiles("#bring", table("results.csv", "Employee;Course;Score;Date\np-1;Filing;80;2027-02-01\np-2;Filing;65;2027-02-14\n"));
    await page.waitForSelector("#bring-map");
    await page.click("#bring-try");
    await page.waitForSelector("#bring-take");
    assert.match(await page.textContent("#bringing"), /results\.csv2200000/);
    await page.click("#bring-leave");
    assert.equal(await page.locator("#bring-take").count(), 0);
  });
});

test("what cannot be imported is named", async () => {
  await desk(async (page) => {
    await office(page);
    await page.setInputFiles("#bring", table("skills.csv", '{"CFDocument": {}, "CFItems": []}'));
    await page.waitForSelector("#bringing .failure");
    assert.match(await page.textContent("#bringing"), /a CASE package, as JSON/);
  });
});
