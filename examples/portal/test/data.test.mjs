// Real and large folders: what the guides make of public data, where that data is; evidence of 500 MB; paper.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { at, desk, folder, found, go, made, root, sample, says, SCREENS, shots } from "./desk.mjs";

const { PARATUS_COMMAND: command, PARATUS_DATA: data } = process.env;
const MAPS = join(root, "../../docs/maps");
const MISSING = command === undefined ? "PARATUS_COMMAND names no command that could import" : "PARATUS_DATA names no folder with the public data of the guides";

/** Follows a guide up to its import; `undefined` where the data or the command is not here. */
function guided(name, source, map, arguments_) {
  const tables = join(data ?? "", source);
  if (command === undefined || data === undefined || !existsSync(tables)) return undefined;
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  for (const file of readdirSync(tables)) if (file.endsWith(".csv")) copyFileSync(join(tables, file), join(place, file));
  copyFileSync(join(MAPS, map), join(place, map));
  execFileSync(command, ["import", ...arguments_], { cwd: place, stdio: "ignore" });
  return join(place, name);
}

async function opened(page, place) {
  await page.setInputFiles("#folder", place);
  await page.waitForSelector("main h2", { timeout: 600_000 });
}

test("the guide’s UK capability framework: its roles and what they ask for", async (t) => {
  const place = guided("uk-framework", "uk-gdad-capability-framework", "uk-capability-framework.toml", ["framework", "--map", "uk-capability-framework.toml", "roles.csv", "-o", "uk-framework"]);
  if (place === undefined) return t.skip(MISSING);
  await desk(async (page) => {
    await opened(page, place);
    assert.equal(await page.locator(".failure").count(), 0);
    await go(page, "check");
    assert.match(await page.textContent("main"), /0 errors/);
    await page.fill("#as-of", "2027-03-14");
    for (const screen of SCREENS) {
      await go(page, screen);
      assert.equal(await page.locator(".failure").count(), 0, screen);
    }
    await go(page, "people");
    assert.match(await page.textContent("#roles caption"), /201 roles/);
    await page.fill("#find-role", "senior data analyst");
    await page.click("#roles button.why");
    await page.waitForSelector("dialog[open] table");
    // As many rows as the framework has skills for that role level, in the levels that it names.
    const written = readFileSync(join(place, "paratus.toml"), "utf8").split("[[roles]]").find((role) => /id = "senior-data-analyst"/.test(role));
    assert.equal(await page.locator("dialog tbody tr").count(), written.match(/objective = /g).length);
    assert.match(await page.textContent("dialog"), /Nobody who works here on that day has this role/);
    assert.deepEqual(await found(page), []);
    if (shots) await page.screenshot({ path: join(shots, "role.png") });
  });
});

test("the guide’s results of the Open University: the figures of the guide", async (t) => {
  const place = guided("oulad", "oulad", "oulad.toml", ["evidence", "--map", "oulad.toml", "student_assessment.csv", "-o", "oulad"]);
  if (place === undefined) return t.skip(MISSING);
  await desk(async (page) => {
    const start = Date.now();
    await opened(page, place);
    t.diagnostic(`8,657 people and 46,125 records: open after ${Date.now() - start} ms`);
    assert.match(await page.textContent('tr:has-text("evidence.csv")'), /46.125/);
    assert.match(await page.textContent("main"), /8.657 people/);
    for (const screen of SCREENS) {
      await go(page, screen);
      assert.equal(await page.locator(".failure").count(), 0, screen);
    }
    // The table of docs/guides/oulad.md.
    await go(page, "people");
    for (const [section, people, ready] of [["aaa-2014j", 365, 219], ["bbb-2013j", 2237, 115], ["bbb-2014j", 2292, 951]]) {
      await page.selectOption("#section", section);
      await page.selectOption("#verdict", "");
      assert.match((await page.textContent("main .panel p[role=status]")).replace(/(?<=\d),(?=\d{3})/g, ""), new RegExp(`^${people} of 8657`));
      await page.selectOption("#verdict", "ready");
      assert.match((await page.textContent("main .panel p[role=status]")).replace(/(?<=\d),(?=\d{3})/g, ""), new RegExp(`^${ready} of 8657`));
    }
    assert.deepEqual(await found(page), []);
    if (shots) await page.screenshot({ path: join(shots, "oulad-people.png") });
  });
});

/** What the largest process that shows pages holds, in MB; `null` where it is not known. */
function held() {
  try {
    const lines = execFileSync("ps", ["-eo", "rss,args"], { encoding: "utf8" }).split("\n").filter((line) => line.includes("--type=renderer"));
    return Math.round(Math.max(...lines.map((line) => Number.parseInt(line, 10))) / 1024);
  } catch {
    return null;
  }
}

test("evidence of 500 MB is read as it comes, and answered", async (t) => {
  const people = Array.from({ length: 2000 }, (_, at) => ({ id: `p-${at}`, section: "s", roles: ["r"] }));
  const objectives = Array.from({ length: 20 }, (_, at) => ({ id: `o-${at}`, track: "people" }));
  const place = join(folder, "huge");
  made("huge", { "paratus.json": JSON.stringify({ format: 1, id: "huge", as_of: "2027-03-14", objectives, sections: [{ id: "s" }], roles: [{ id: "r", requires: objectives.map(({ id }) => ({ objective: id })) }], people }) });
  const file = openSync(join(place, "evidence.csv"), "w");
  let [bytes, rows] = [writeSync(file, "person,objective,kind,value,date,key,source\n"), 0];
  while (bytes < 500e6) {
    let text = "";
    for (let more = 0; more < 50_000; more += 1, rows += 1) {
      text += `p-${rows % 2000},o-${(rows >> 3) % 20},quiz,${(rows % 11) / 10},2026-${String(1 + (rows % 12)).padStart(2, "0")}-${String(1 + (rows % 28)).padStart(2, "0")},key-${rows},sheet-kept-in-the-registry-of-the-training-centre-in-room-twelve-on-partition-4\n`;
    }
    bytes += writeSync(file, text);
  }
  closeSync(file);
  await desk(async (page) => {
    const start = Date.now();
    await page.setInputFiles("#folder", place);
    await says(page, ".busy", /evidence\.csv: \d+% read/);
    await page.waitForSelector("main h2", { timeout: 900_000 });
    assert.match((await page.textContent('tr:has-text("evidence.csv")')).replace(/(?<=\d),(?=\d{3})/g, ""), new RegExp(String(rows)));
    t.diagnostic(`${Math.round(bytes / 1e6)} MB, ${rows} records: open after ${Math.round((Date.now() - start) / 1000)} s, ${held()} MB held`);
    await go(page, "overview");
    assert.match((await page.textContent("main")).replace(/(?<=\d),(?=\d{3})/g, ""), /2000 people/);
  });
  rmSync(place, { recursive: true });
});

test("on paper: the report and a gate, without what only a screen can do, and with room to sign", async () => {
  await desk(async (page) => {
    await sample(page);
    for (const screen of ["report", "gates"]) {
      await go(page, screen);
      await page.emulateMedia({ media: "print" });
      const seen = await page.evaluate(() => {
        const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 0).length;
        return { controls: shown("nav#screens, .settings, .brand, .tools, .controls, footer.foot, dialog"), panels: shown("main .panel"), signatures: shown(".sign-off"), gates: shown("[id^=gate-].panel"), title: shown("#programme") };
      });
      assert.equal(seen.controls, 0, screen);
      assert.equal(seen.title, 1, screen);
      assert.equal(seen.signatures, seen.gates, screen);
      assert.equal(seen.gates, 3, screen);
      assert.equal(seen.panels >= (screen === "report" ? 12 : 3), true, screen);
      // Nothing is cut off: on A4 no table is wider than the page.
      await page.setViewportSize({ width: 696, height: 1000 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${screen} is wider than paper`);
      const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, tagged: true });
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
      const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      assert.equal(pages >= 3, true, `${screen} has ${pages} pages`);
      if (shots) {
        writeFileSync(join(shots, `${screen}.pdf`), pdf);
        await page.screenshot({ path: join(shots, `${screen}-print.png`), fullPage: true });
      }
      await page.emulateMedia({ media: null });
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  });
});
