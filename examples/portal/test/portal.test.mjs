// The built desk in headless Chromium, under its policy: every screen, bad input, the keyboard, axe-core, and no request after loading.
//
// `npm run build` comes first. With `PARATUS_SHOTS` a folder, pictures are left there.

import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { at, desk, folder, found, go, isOpen, made, ministry, root, sample, saved, says, SCREENS, shots } from "./desk.mjs";

test("every screen of the ministry: nothing for axe-core, no scrolling sideways", async () => {
  await desk(async (page) => {
    await sample(page);
    for (const screen of SCREENS) {
      await go(page, screen);
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${screen} is wider than ${width}`);
        if (shots) await page.screenshot({ path: join(shots, `${screen}-${width}.png`) });
      }
      await page.setViewportSize({ width: 1280, height: 900 });
      assert.deepEqual(await found(page), [], screen);
      assert.equal(await page.locator(".failure").count(), 0, screen);
    }
  });
});

test("each screen says what the answers say", async () => {
  await desk(async (page) => {
    await sample(page);
    assert.match(await page.textContent("main"), /evidence\.csv/);
    // The tables of the sample, without their headers.
    const rows = readFileSync(join(ministry, "people.csv"), "utf8").trim().split("\n").length - 1;
    assert.match(await page.textContent('tr:has-text("people.csv")'), new RegExp(`People${rows}`));
    await go(page, "overview");
    assert.match(await page.textContent("#readiness caption"), /14\s+March\s+2027/);
    await go(page, "gates");
    assert.equal(await page.locator("[id^=gate-].panel").count(), 3);
    for (const [screen, panels] of [["gaps", ["gaps", "needs"]], ["fit", ["fit", "phases"]], ["voices", ["voices"]], ["plan", ["refresh"]]]) {
      await go(page, screen);
      for (const id of panels) assert.equal(await page.locator(`section#${id} h2`).count(), 1, id);
    }
    await go(page, "report");
    assert.equal(await page.locator(".panels > section").count() >= 12, true);
    // The figures of the screen are exact, so the exact page is the one to hold them against.
    await page.check("#exact");
    const page_ = await saved(page, "#save-html");
    assert.match(page_, /^<!DOCTYPE html>[^]*Ministry of Records/);
    // What is previewed is what is downloaded, panel by panel.
    const previewed = await page.$$eval(".panels > section", (list) => list.map(({ id }) => id));
    assert.deepEqual(previewed, [...page_.matchAll(/<section class="[^"]*" id="([^"]*)"/g)].map(([, id]) => id));
    assert.equal(previewed.includes("sensitivity"), true);
    const words = (text) => text.replace(/\s+/g, " ").trim();
    assert.equal(words(await page.textContent("#sensitivity .lead")), words(/id="sensitivity"[^]*?<p class="lead">([^<]*)/.exec(page_)[1]));
  });
});

test("the desk is internal and says so; what is downloaded is published unless exact figures are asked for", async () => {
  const INTERNAL = /Internal: exact figures, those of small groups included\. Not for publication\./;
  // Of the archive's 23 people 2 are ready, of the front desk there are fewer than `min_cell`.
  const [objectives, roles] = [[{ id: "o", title: "Filing", track: "process" }], [{ id: "r", title: "Clerk", requires: [{ objective: "o" }] }]];
  const people = Array.from({ length: 26 }, (_, at) => ({ id: `p-${at}`, section: at < 23 ? "archive" : "desk", roles: ["r"] }));
  const document = { format: 1, id: "small", as_of: "2027-03-14", objectives, roles, people, sections: [{ id: "archive", title: "Archive" }, { id: "desk", title: "Front desk" }] };
  const shown = Array.from({ length: 40 }, (_, at) => `p-${[0, 1, 23][at % 3]},o,observation,1,2027-03-10,k-${at}`);
  await desk(async (page) => {
    await page.setInputFiles("#files", made("small", { "paratus.json": JSON.stringify(document), "evidence.csv": `person,objective,kind,value,date,key\n${shown.join("\n")}\n` }));
    await page.waitForSelector("main h2");
    for (const screen of SCREENS) {
      await go(page, screen);
      assert.equal(await page.isVisible("#internal"), true, screen);
      assert.match(await page.textContent("#internal"), INTERNAL);
    }
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.isVisible("#internal"), true, "on paper");
    await page.emulateMedia({ media: null });
    // A sign in a row of a table, of a page or of Markdown; notes explain the signs.
    const suppressed = (text) => /<td[^>]*>(?:(?!<\/td>)[^])*\[c\]|^\|.*\[c\\?\]/m.test(text);
    assert.equal(suppressed(await page.innerHTML("#readiness tbody")), false);
    for (const button of ["#save-html", "button:has-text('Download Markdown')"]) {
      const published = await saved(page, button);
      assert.doesNotMatch(published, INTERNAL);
      assert.match(published, /This report may be handed on/);
      assert.equal(suppressed(published), true);
      await page.check("#exact");
      const exact = await saved(page, button);
      assert.match(exact, INTERNAL);
      assert.doesNotMatch(exact, /This report may be handed on/);
      assert.equal(suppressed(exact), false);
      await page.uncheck("#exact");
    }
  });
});

test("every figure is a button that says why, and the arrow keys lead from one to the next", async () => {
  await desk(async (page) => {
    await sample(page);
    for (const screen of ["overview", "gates", "gaps", "fit", "voices", "people", "what-if", "report"]) {
      await go(page, screen);
      const bare = await page.$$eval("main td, main .figures dd", (cells) => cells.filter((cell) => {
        const words = cell.textContent.trim();
        return /^[\s\d.,:%–−<>✓?✗/hcxz[\]\u202f\u2066-\u2069-]*\d[\s\S]{0,20}$/.test(words) && words.length < 40 && cell.querySelector("button, input") === null;
      }).map((cell) => cell.closest("section")?.id + ": " + cell.textContent));
      assert.deepEqual(bare, [], screen);
    }
    await go(page, "overview");
    await page.focus("#readiness tbody tr button.why");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const at = () => page.evaluate(() => [document.activeElement?.closest("tr").rowIndex, document.activeElement?.closest("td").cellIndex]);
    assert.deepEqual(await at(), [1, 2]);
    await page.keyboard.press("ArrowDown");
    assert.equal((await at())[1], 2);
    const asked = await page.evaluate(() => document.activeElement?.textContent.replace(/\s+/g, " ").trim());
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open] .asked");
    assert.equal((await page.textContent("dialog .asked dd")).trim(), asked);
    await page.keyboard.press("Escape");
    // The figures set large say why too.
    await page.click("#summary .figures dd button");
    await page.waitForSelector("dialog[open] h3");
    assert.match(await page.textContent("dialog"), /What it is made of/);
  });
});

test("the frame speaks the language that is chosen, before anything is open too", async () => {
  await desk(async (page) => {
    for (const [language, direction, title, screens] of [["fr", "ltr", "Ouvrir un programme", "Aperçu"], ["ar", "rtl", "فتح برنامج", "نظرة عامة"], ["en", "ltr", "Open a programme", "Overview"]]) {
      await page.selectOption("#language", language);
      await page.waitForFunction((title) => document.querySelector("main h1")?.textContent === title, title);
      assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), [language, direction]);
      assert.equal(await page.textContent('nav a[href="#overview"]'), screens);
      assert.deepEqual(await found(page), [], language);
    }
    await sample(page);
    await page.selectOption("#language", "ar");
    await go(page, "overview");
    // From right to left the arrow keys go on to the left.
    await page.focus("#readiness tbody tr button.why");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await page.evaluate(() => document.activeElement?.closest("td").cellIndex), 1);
    for (const screen of SCREENS) {
      await go(page, screen);
      // What is left in English are names, files and what the library says: no heading, button, label or title of a column.
      const english = await page.$$eval("nav a, main h1, main label > :not(input, select), main form button, main thead th, main caption", (list) => list.filter((one) => one.closest("[lang=en]") === null && one.querySelector("[lang=en], bdi") === null && /^[A-Za-z ]{6,}$/.test(one.textContent.trim())).map((one) => one.textContent));
      assert.deepEqual(english, [], screen);
    }
  });
});

test("in French and Arabic every screen is clean, and figures of Arabic are read from the right", async () => {
  await desk(async (page) => {
    await sample(page);
    await page.selectOption("#language", "fr");
    for (const screen of SCREENS) {
      await go(page, screen);
      assert.deepEqual(await found(page), [], screen);
    }
    await page.selectOption("#language", "ar");
    for (const screen of SCREENS) {
      await go(page, screen);
      if (["overview", "gates", "plan", "report"].includes(screen)) await page.waitForSelector('.panels[lang="ar"][dir="rtl"]');
      assert.deepEqual(await found(page), [], screen);
      await page.setViewportSize({ width: 390, height: 900 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${screen} is wider than 390`);
      if (shots) await page.screenshot({ path: join(shots, `${screen}-ar-390.png`) });
      await page.setViewportSize({ width: 1280, height: 900 });
      if (shots) await page.screenshot({ path: join(shots, `${screen}-ar.png`) });
    }
  });
});

test("numbers are written as the language has them: French with a comma, and a narrow blank before the sign", async () => {
  await desk(async (page) => {
    await sample(page);
    for (const [language, decimal, wrong] of [["en", /\d\.\d\d/, /\d,\d\d\b|[^\d]%/], ["fr", /\d,\d\d/, /\d\.\d|[^\u202f]%/]]) {
      await page.selectOption("#language", language);
      await go(page, "people");
      await page.fill("#find", "p-0017");
      await page.click("#list button.why");
      await page.waitForSelector("dialog[open] table");
      const words = await page.textContent("dialog");
      assert.match(words, decimal, language);
      assert.doesNotMatch(words, wrong, language);
      await page.keyboard.press("Escape");
    }
  });
});

test("why: on a section, an objective and a person", async () => {
  await desk(async (page) => {
    await sample(page);
    await go(page, "overview");
    await page.click("#readiness tbody tr:nth-child(3) td:nth-child(3)");
    await page.waitForSelector("dialog h3");
    assert.match(await page.textContent("dialog"), /Ready: \d+ people.*What its people lack most/s);
    assert.deepEqual(await found(page), []);
    if (shots) await page.screenshot({ path: join(shots, "why-section.png") });
    await page.keyboard.press("Escape");
    assert.equal(await isOpen(page), false);
    await go(page, "gaps");
    await page.click("#gaps tbody button.why");
    await page.waitForSelector("dialog h3");
    assert.match(await page.textContent("dialog"), /In the whole organisation/);
    await page.keyboard.press("Escape");
    await go(page, "people");
    await page.fill("#find", "p-0017");
    await page.click("#list button.why");
    await page.waitForSelector("dialog[open] table");
    assert.match(await page.textContent("dialog h2"), /p-0017/);
    assert.deepEqual(await found(page), []);
    if (shots) await page.screenshot({ path: join(shots, "why-person.png") });
  });
});

test("what if: another threshold, who changes verdict, and as written again", async () => {
  await desk(async (page) => {
    await sample(page);
    await go(page, "what-if");
    assert.match(await page.textContent("#result h2"), /Nobody changes verdict/);
    await page.fill("#threshold", "80");
    await says(page, "#result h2", /people change verdict/);
    const said = Number((await page.textContent("#result h2")).replace(/\D/g, ""));
    // All who change go down: what was shown no longer reaches the threshold.
    const cells = await page.locator("#result tbody").first().locator("td").allTextContents();
    const [before, now] = [cells.slice(0, 4).map(Number), cells.slice(4).map(Number)];
    assert.equal(before[0] > now[0] && said >= before[0] - now[0], true, cells.join());
    assert.equal(before.reduce((a, b) => a + b), now.reduce((a, b) => a + b));
    if (shots) await page.screenshot({ path: join(shots, "what-if-80.png") });
    await page.click('button[type="reset"]');
    await says(page, "#result h2", /Nobody/);
    await page.selectOption("#phase", { index: 1 });
    await says(page, "#result h2", /people change verdict/);
    assert.deepEqual(await found(page), []);
  });
});

test("a folder with errors: findings by file and row, no figures where the programme is wrong", async () => {
  await desk(async (page) => {
    const people = readFileSync(join(ministry, "people.csv"), "utf8");
    await page.setInputFiles("#files", made("wrong", { "people.csv": `${people}p-9999,nowhere,analyst,false,2020-01-01,\n` }, true));
    await page.waitForSelector("main h2", { timeout: 60_000 });
    await go(page, "check");
    const row = await page.textContent('main table tr:has-text("nowhere")');
    assert.match(row, new RegExp(`people\\.csv, row ${people.trim().split("\n").length + 1}`));
    assert.deepEqual(await found(page), []);
    if (shots) await page.screenshot({ path: join(shots, "check-errors.png") });
    for (const screen of SCREENS) {
      await go(page, screen);
      assert.equal(await page.locator("main h1").count(), 1, screen);
      if (!["open", "check", "report"].includes(screen)) assert.match(await page.textContent("main"), /The programme has errors, and figures would not be/, screen);
    }
  });
});

test("a row of evidence that is refused is named by its row, beyond the first block too", async () => {
  const good = readFileSync(join(ministry, "evidence.csv"), "utf8").trimEnd().split("\n");
  // More than one block of 4 MB: the rows again, each with a key of its own.
  const more = [];
  for (let at = 0; more.length < 90_000; at += 1) {
    const [person, objective, kind, value, date] = good[1 + (at % (good.length - 1))].split(",");
    more.push([person, objective, kind, value, date, "", `key-${at}`, "", "repeated-for-the-test"].join(","));
  }
  await desk(async (page) => {
    const rows = [good[0], ...more, "p-0001,no-such-objective,quiz,1,2027-01-01,,,,"];
    await page.setInputFiles("#files", made("long", { "evidence.csv": `${rows.join("\n")}\n` }, true));
    await page.waitForSelector("main h2", { timeout: 120_000 });
    assert.match(await page.textContent('tr:has-text("evidence.csv")'), /90.001/);
    await go(page, "check");
    assert.match(await page.textContent('main table tr:has-text("no-such-objective")'), /evidence\.csv, row 90002/);
  });
});

test("rows that are refused are counted and then listed, each with file, row and reason, in the reader's language", async () => {
  // More findings of the programme than are listed: they leave those of the table their place.
  const objectives = [{ id: "o", track: "process" }, ...Array.from({ length: 600 }, (_, at) => ({ id: `unused-${at}`, track: "process" }))];
  const document = { format: 1, id: "refusing", as_of: "2027-03-14", sections: [{ id: "s" }], objectives, roles: [{ id: "r", requires: [{ objective: "o" }] }], people: [{ id: "p", section: "s", roles: ["r"] }] };
  const rows = ["p,o,quiz,1,2027-03-01,k1", "p,o,quiz,64%,2027-03-02,k2", "p,o,guess,1,2027-03-03,k3", "p,o,quiz,1,2027-03-04,k4"];
  await desk(async (page) => {
    await page.setInputFiles("#files", made("refusing", { "paratus.json": JSON.stringify(document), "evidence.csv": `person,objective,kind,value,date,key\n${rows.join("\n")}\n` }));
    await page.waitForSelector("main h2");
    for (const [language, counted, all] of [
      ["en", /2 of 4 rows were refused and do not count\./, /2 rows were refused and do not count; every other row does\./],
      ["fr", /2 lignes sur 4 ont été refusées et ne comptent pas\./, /2 lignes ont été refusées et ne comptent pas ; toutes les autres comptent\./],
      ["ar", /عدد الصفوف المرفوضة التي لا تُحتسب/, /عدد الصفوف المرفوضة التي لا تُحتسب/],
    ]) {
      await page.selectOption("#language", language);
      await go(page, "check");
      await says(page, "main .lead", all);
      const first = page.locator("main section.panel").first();
      assert.equal(await first.locator("h2").textContent(), "evidence.csv", language);
      assert.match(await first.locator(".lead").textContent(), counted);
      const listed = await first.locator("tbody tr").allTextContents();
      for (const [row, value] of [[3, "64%"], [4, "guess"]]) assert(listed.some((said) => said.includes("evidence.csv") && new RegExp(`\\b${row}\\b`).test(said) && said.includes(value)), `${language}: ${value}: ${listed}`);
      await go(page, "overview");
      await says(page, "main .lead", all);
    }
  });
});

test("a folder that is chosen is read with the paths below it", async () => {
  await desk(async (page) => {
    await page.setInputFiles("#folder", ministry);
    await page.waitForSelector("main h2", { timeout: 60_000 });
    assert.match(await page.textContent("main h2"), /Ministry of Records/);
    assert.match(await page.textContent('tr:has-text("README.md")'), /Not used/);
  });
});

test("a file that changes while it is read is named, and what was open stays", async () => {
  const [header, row] = readFileSync(join(ministry, "evidence.csv"), "utf8").split("\n");
  const files = made("changing", { "evidence.csv": `${header}\n${`${row}\n`.repeat(600_000)}` }, true);
  await desk(async (page) => {
    await sample(page);
    await page.setInputFiles("#files", files);
    await says(page, ".busy", /% read/);
    appendFileSync(join(folder, "changing/evidence.csv"), `${row}\n`);
    await page.waitForSelector(".failure", { timeout: 60_000 });
    assert.match(await page.textContent("main"), /evidence\.csv cannot be read any more: it changed.*is still open, as it was/s);
  });
});

test("files without a programme, an empty folder, files of the wrong kind: a clear page, and what was open stays", async () => {
  await desk(async (page) => {
    await page.setInputFiles("#files", made("none", { "notes.csv": "a,b\n1,2\n" }));
    await page.waitForSelector('.failure[data-code="NO_PROGRAMME"]');
    assert.deepEqual(await found(page), []);
    await sample(page);
    await page.waitForFunction(() => !document.querySelector(".failure"));
    await page.setInputFiles("#files", made("binary", { "paratus.toml": Buffer.from([0xff, 0xfe, 0, 1, 2, 0xc3]) }));
    await page.waitForSelector(".failure");
    assert.match(await page.textContent("main"), /is still open, as it was/);
    await page.setInputFiles("#files", made("slip", { "paratus.toml": 'format = 1\nid = "slip"\nas_of = \n' }));
    await says(page, ".failure", /paratus\.toml, row 3/);
    if (shots) await page.screenshot({ path: join(shots, "failure.png") });
    mkdirSync(join(folder, "nothing"));
    await page.evaluate(() => {
      const drop = new DragEvent("drop", { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true });
      document.querySelector(".drop").dispatchEvent(drop);
    });
    await says(page, ".failure", /empty/);
    await go(page, "overview");
    assert.equal(await page.locator("#readiness").count(), 1);
  });
});

test("one slip of syntax hides nothing else that is wrong, and it is said in the reader's language", async () => {
  const slips = {
    "paratus.toml": 'format = 1\nid = "slips"\ninclude = ["roles.toml"]\n[rules]\nthreshold = o.5\nmin_cel = 12\n',
    "roles.toml": '[[roles]]\nid = "clerk"\ntitel = "Clerk"\n',
    "people.csv": "id,section,roles,joined\np1,a,clerk,2020-13-01\n",
  };
  await desk(async (page) => {
    await page.selectOption("#language", "fr");
    await page.setInputFiles("#files", made("slips", slips));
    await says(page, ".failure", /`?o\.5`? n’est pas une valeur de TOML/);
    const said = await page.textContent(".failure");
    for (const place of ["paratus.toml, ligne 5", "paratus.toml, ligne 6", "roles.toml, ligne 3", "people.csv, ligne 2"]) assert.equal(said.includes(place), true, `${place} is not in ${said}`);
    if (shots) await page.screenshot({ path: join(shots, "slips.png"), fullPage: true });
  });
});

test("evidence is read as the programme declares its dates", async () => {
  const files = {
    "paratus.toml": 'format = 1\nid = "declared"\nas_of = 2027-03-14\nsections = [{ id = "a" }]\nobjectives = [{ id = "o", track = "people" }]\nroles = [{ id = "r", requires = [{ objective = "o" }] }]\n[input]\ndates = "day-month-year"\n',
    "people.csv": "id,section,roles\np1,a,r\n",
    "evidence.csv": "person,objective,kind,value,date\np1,o,quiz,1,28/02/2027\n",
  };
  await desk(async (page) => {
    await page.setInputFiles("#files", made("declared", files));
    await page.waitForSelector("main h2");
    const row = await page.textContent("main tr:has-text('evidence.csv')");
    assert.match(row, /Evidence.*1/);
    await go(page, "check");
    assert.doesNotMatch(await page.textContent("main"), /28\/02\/2027/);
  });
});

test("a bare programme: every screen says that there is nothing, and a date can be chosen where it has none", async () => {
  await desk(async (page) => {
    await page.setInputFiles("#files", made("bare", { "paratus.toml": 'format = 1\nid = "bare"\n' }));
    await page.waitForSelector("main h2");
    await go(page, "overview");
    assert.equal(await page.locator('.failure[data-code="NO_DATE"]').count(), 1);
    await page.fill("#as-of", "2027-03-14");
    await page.waitForFunction(() => !document.querySelector(".failure"));
    for (const screen of SCREENS) {
      await go(page, screen);
      assert.equal(await page.locator(".failure").count(), 0, screen);
      assert.deepEqual(await found(page), [], screen);
    }
  });
});

test("names with markup are words", async () => {
  const title = '<img src=x onerror="document.title=1"><b>bold</b>';
  const document = { format: 1, id: "markup", title, as_of: "2027-03-14", sections: [{ id: "s", title }], roles: [{ id: "r", title, requires: [{ objective: "o" }] }],
    objectives: [{ id: "o", title, track: "people" }], people: Array.from({ length: 30 }, (_, at) => ({ id: `p-${at}`, section: "s", roles: ["r"] })) };
  await desk(async (page) => {
    await page.setInputFiles("#files", made("markup", { "any name.json": JSON.stringify(document) }));
    await page.waitForSelector("main h2");
    for (const screen of SCREENS) {
      await go(page, screen);
      assert.equal(await page.locator("main img, main b, header img, header b").count(), 0, screen);
    }
    assert.match(await page.textContent("#programme"), /<img src=x/);
    await go(page, "gaps");
    await page.click("#gaps tbody button.why");
    assert.equal(await page.locator("dialog img").count(), 0);
  });
});

test("a host without WebAssembly", async () => {
  // Workers have globals of their own: what they load is made to lack it.
  const page = await at.context.newPage();
  await page.route(/worker-.*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `delete globalThis.WebAssembly;\n${await response.text()}` });
  });
  await page.goto(at.server.url);
  await page.click("#sample");
  await page.waitForSelector('.failure[data-code="NO_WEBASSEMBLY"]', { timeout: 60_000 });
  await page.close();
});

test("the keyboard alone", async () => {
  await desk(async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.className), "skip");
    const to = async (selector, most = 80) => {
      for (let at = 0; at < most; at += 1) {
        if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`no way to ${selector}`);
    };
    await to("#sample");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.matches("main h2"), null, { timeout: 60_000 });
    await page.keyboard.press("Shift+Tab");
    for (let at = 0; at < 40 && !(await page.evaluate(() => document.activeElement?.matches('nav a[href="#overview"]'))); at += 1) await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.matches("main h1") && document.activeElement?.textContent === "Overview");
    await to("#readiness button.why");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("dialog").open && document.activeElement?.id === "why-title");
    await page.keyboard.press("Escape");
    // The focus is where it was.
    assert.equal(await page.evaluate(() => document.activeElement?.matches("#readiness button.why")), true);
  });
});

test("the policy holds: the page says it, and a script that gets in does not run", async () => {
  const written = /Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(join(root, "dist/index.html"), "utf8"))[1];
  assert.match(written.replaceAll("&#39;", "'"), /default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'/);
  await desk(async (page) => {
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'ran'";
      document.body.append(script);
    });
    assert.notEqual(await page.title(), "ran");
    const refused = await page.evaluate(() => fetch("https://example.org/").then(() => false, () => true));
    assert.equal(refused, true);
  }, { allowed: /Content Security Policy|Failed to fetch/ });
});

test("2,000 people and 100,000 records: how long it takes", async (t) => {
  const objectives = Array.from({ length: 20 }, (_, at) => ({ id: `o-${at}`, title: `Objective ${at}`, track: ["people", "process", "technology"][at % 3] }));
  const roles = Array.from({ length: 8 }, (_, at) => ({ id: `r-${at}`, requires: objectives.filter((_, o) => (o + at) % 2 === 0).map(({ id }) => ({ objective: id })) }));
  const sections = Array.from({ length: 25 }, (_, at) => ({ id: `s-${at}` }));
  const people = Array.from({ length: 2000 }, (_, at) => ({ id: `p-${at}`, section: `s-${at % 25}`, roles: [`r-${at % 8}`] }));
  const rows = Array.from({ length: 100_000 }, (_, at) => `p-${at % 2000},o-${(at * 7 + Math.floor(at / 2000)) % 20},quiz,${(at % 11) / 10},2026-${String(1 + (at % 12)).padStart(2, "0")}-${String(1 + (at % 28)).padStart(2, "0")},k-${at}`);
  await desk(async (page) => {
    const files = made("large", { "paratus.json": JSON.stringify({ format: 1, id: "large", as_of: "2027-03-14", objectives, roles, sections, people }), "evidence.csv": `person,objective,kind,value,date,key\n${rows.join("\n")}\n` });
    // The page is there, and somebody looks for the folder: meanwhile the module is made.
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(2000);
    const start = Date.now();
    await page.setInputFiles("#files", files);
    await page.waitForSelector("main h2", { timeout: 120_000 });
    const opened = Date.now();
    assert.match(await page.textContent("main"), /2.000 people/);
    await go(page, "overview");
    const seen = Date.now();
    await go(page, "people");
    t.diagnostic(`read in ${opened - start} ms, overview after ${seen - opened} ms more, list of people after ${Date.now() - seen} ms more`);
  });
});
