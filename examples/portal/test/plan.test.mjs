// The screen Plan: plans made, explained, edited, checked, made again, taken along; with the keyboard, offline, in both directions.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { at, desk, folder, found, go, isOpen, made, sample, saved, says, saysNot, SCREENS, shots } from "./desk.mjs";

const command = process.env.PARATUS_COMMAND;

/** An office of 24 people. Workshops take at least two; of the archive's 16 people three may be away at once. */
const office = {
  format: 1, id: "office", title: "A small office", as_of: "2027-03-14",
  objectives: [{ id: "why", title: "Why records matter", track: "people" }, { id: "file", title: "Filing", track: "process" }, { id: "docket", title: "The docket system", track: "technology" }],
  sections: [{ id: "archive", title: "Archive" }, { id: "desk", title: "Front desk" }],
  roles: [{ id: "clerk", title: "Clerk", requires: [{ objective: "why" }, { objective: "file" }, { objective: "docket" }] }, { id: "host", title: "Host", requires: [{ objective: "why" }, { objective: "docket" }] }],
  people: Array.from({ length: 24 }, (_, at) => ({ id: `p-${String(at + 1).padStart(2, "0")}`, section: at % 3 ? "archive" : "desk", roles: [at % 3 ? "clerk" : "host"] })),
  activities: [
    { id: "talk", title: "Why records matter: workshop", mode: "workshop", hours: 3, cost: 300, seats: { min: 1, max: 8 }, trainer_skill: "talking", teaches: [{ objective: "why" }] },
    { id: "walk", title: "Filing: walk-through", mode: "workshop", hours: 3, cost: 200, seats: { min: 1, max: 8 }, trainer_skill: "filing", teaches: [{ objective: "file" }], requires: ["why"] },
    { id: "lesson", title: "Docket system, at one’s desk", mode: "self-study", hours: 2, teaches: [{ objective: "docket" }] },
  ],
  rooms: [{ id: "room-1", seats: 12 }, { id: "room-2", seats: 6 }],
  trainers: [{ id: "t-1", skills: ["talking", "filing"] }, { id: "t-2", skills: ["filing"] }],
  planning: { weeks: 8 },
};

async function opened(page, document = office) {
  await page.setInputFiles("#files", made(document.id, { "paratus.json": JSON.stringify(document) }));
  await page.waitForSelector("main h2", { timeout: 120_000 });
  await go(page, "plan");
}

const settled = (page) => page.waitForFunction(() => document.querySelector("#plan h2, #plan .failure") && !document.querySelector(".working"), null, { timeout: 240_000 });

async function planned(page, button = "#make-plan") {
  await page.click(button);
  // The note about the work may be gone before it is looked for.
  await page.waitForTimeout(50);
  await settled(page);
}

/** Starts a plan with so much effort that it does not end while it is looked at. */
async function endless(page) {
  await page.selectOption("#effort", "thorough");
  await page.click("#make-plan");
}

const plan = async (page) => JSON.parse(await saved(page, "#save-plan"));

test("a plan: status, cost beside its bound, hours by track, sessions by date, and why", async () => {
  await desk(async (page) => {
    await opened(page);
    assert.match(await page.textContent("#plan"), /No plan is made yet/);
    await planned(page);
    const made = await plan(page);
    assert.equal(made.schema, "paratus/plan/1");
    assert.equal(made.status, "feasible");
    const main = (await page.textContent("#plan")).replace(/(?<=\d),(?=\d{3})/g, "");
    assert.match(main, /Everybody is placed: 24 people in \d+ sessions/);
    const figures = Object.fromEntries(await page.$$eval("#plan .figures div", (list) => list.map((one) => [one.querySelector("dt").textContent, one.querySelector("dd").textContent.replace(/(?<=\d),(?=\d{3})/g, "")])));
    assert.equal(figures.Cost, String(Math.round(made.cost)));
    assert.equal(figures["No plan costs less than"], String(Math.round(made.lower_bound)));
    assert.equal(figures["Still to save at most"], `${(made.gap * 100).toFixed(1)}%`);
    for (const track of ["people", "process", "technology"]) assert.match(main, new RegExp(`${track[0].toUpperCase()}${track.slice(1)}${made.hours[track]} h`));
    assert.equal(await page.locator("#plan svg.wide rect").count(), 3);
    assert.match(main, /In one’s own time.*Docket system, at one’s desk/s);
    // Sessions are by date, each with the week and its seats.
    const said = await page.$$eval("#plan tr:has(svg.week)", (rows) => rows.map((row) => [row.querySelector("td .figure").textContent, row.querySelectorAll("svg.week .taken").length, row.querySelector("td.end").textContent]));
    assert.deepEqual(said.map(([, , seats]) => seats), made.sessions.map(({ people, seats }) => `${people.length} of ${seats}`));
    assert.equal(said.every(([, slots]) => slots === 1), true);
    assert.deepEqual(said.map(([when]) => /\d{4}-\d\d-\d\d/.exec(when)[0]), made.sessions.map(({ start }) => start));
    assert.match(said[0][0], /^Mon\s2027-03-15, morning$/);
    assert.deepEqual(await found(page), []);
    if (shots) await page.screenshot({ path: join(shots, "plan-made.png"), fullPage: true });
    await page.locator("#plan tr:has(svg.week) button.why").first().click();
    await page.waitForSelector("dialog[open] table");
    await says(page, "dialog p.lead", /^Serves .+; .+\.$/);
    const why = await page.textContent("dialog");
    for (const { objective, people } of made.sessions[0].reason.needs) assert.equal(why.includes(`erves ${objective} for ${people} pe`), true, why);
    for (const person of made.sessions[0].people) assert.equal(why.includes(person), true);
    assert.deepEqual(await found(page), []);
    if (shots) await page.screenshot({ path: join(shots, "plan-why.png") });
  });
});

test("an edit is checked at once, beside its line; planning again keeps it and says what changed", async () => {
  await desk(async (page) => {
    await opened(page);
    await planned(page);
    const first = await plan(page);
    const { session, people } = first.sessions.find(({ activity }) => activity === "talk");
    await page.click(`[id="edit-${session}"]`);
    await page.waitForSelector("#edit-day");
    assert.match(await page.textContent("#edit-problems"), /Nothing is edited/);
    // A Saturday.
    await page.fill("#edit-day", "2027-03-20");
    await says(page, "#edit-problems", /day without work/);
    assert.match(await page.textContent("#edit-problems"), /Sat\s2027-03-20 is not a working day here/);
    // What is wrong is the day, not how long it takes.
    assert.doesNotMatch(await page.textContent("#edit-problems"), /it takes/);
    assert.equal(await page.isChecked("#edit-pin"), true);
    assert.deepEqual(await found(page), []);
    if (shots) await page.screenshot({ path: join(shots, "plan-edit.png") });
    await page.keyboard.press("Escape");
    // Beside its line, and the focus is where it was although the line is another.
    assert.match(await page.textContent(`tr:has([id="edit-${session}"]) .problem`), /day without work/);
    await page.waitForFunction((id) => document.activeElement?.id === id, `edit-${session}`);
    assert.match(await page.textContent("#rechecked"), /1 session is edited. \d+ rules? (is|are) broken/);
    await page.click(`[id="edit-${session}"]`);
    await page.waitForSelector("dialog[open] #edit-day");
    await page.fill("#edit-day", "2027-03-25");
    await page.selectOption("#edit-half", "afternoon");
    await page.selectOption("#edit-trainer", "t-2");
    await says(page, "#edit-problems", /t-2 does not have the skill talking/);
    await page.selectOption("#edit-trainer", "t-1");
    await saysNot(page, "#edit-problems", /t-2/);
    await page.keyboard.press("Escape");
    await planned(page, "#plan-again");
    const second = await plan(page);
    const kept = second.sessions.find((one) => one.activity === "talk" && one.start === "2027-03-25" && one.half === "afternoon");
    assert.equal(kept.pinned, true);
    assert.equal(kept.trainer, "t-1");
    assert.equal(people.filter((person) => kept.people.includes(person)).length >= 1, true);
    assert.equal(second.changes.length > 0, true);
    assert.match(await page.textContent("#plan"), new RegExp(`Seats and own time that are others than in the plan before: ${second.changes.reduce((sum, { people }) => sum + people.length, 0)}`));
    assert.equal(await page.locator("#plan .problem").count(), 0);
    if (shots) await page.screenshot({ path: join(shots, "plan-again.png"), fullPage: true });
    // Unpinned, it may move again.
    await page.uncheck(`[id="pin-${kept.session}"]`);
    await says(page, "#rechecked", /1 session is edited/);
    assert.equal((await plan(page)).sessions.find((one) => one.session === kept.session).pinned, false);
  });
});

test("a seat is moved, and stays when planning again", async () => {
  await desk(async (page) => {
    await opened(page);
    await planned(page);
    const [from, to] = (await plan(page)).sessions.filter(({ activity }) => activity === "talk");
    const person = from.people[0];
    await page.click(`[id="edit-${from.session}"]`);
    await page.selectOption(`select[aria-label="Move ${person} to"]`, to.session);
    await page.waitForFunction((person) => !document.querySelector(`select[aria-label="Move ${person} to"]`), person);
    await page.keyboard.press("Escape");
    const edited = (await plan(page)).sessions.find(({ session }) => session === to.session);
    assert.deepEqual(edited.people, [...to.people, person].sort());
    await planned(page, "#plan-again");
    const again = (await plan(page)).sessions.filter(({ people, activity }) => activity === "talk" && people.includes(person));
    assert.deepEqual(again.map(({ start, half }) => [start, half]), [[to.start, to.half]]);
  });
});

test("what cannot be done: what stands in the way, who is left, and one relaxation tried beside it", async () => {
  await desk(async (page) => {
    await opened(page);
    await page.fill("#weeks", "1");
    await planned(page);
    const bare = await plan(page);
    assert.equal(bare.status, "infeasible");
    assert.deepEqual(bare.relaxations, []);
    await planned(page, "#what-helps");
    const first = await plan(page);
    assert.deepEqual(first, { ...bare, relaxations: first.relaxations });
    assert.match(await page.textContent("#conflicts"), /archive.*away at most at once/s);
    assert.match(await page.textContent("#plan"), /Needs that are not met/);
    assert.deepEqual(await found(page), []);
    if (shots) await page.screenshot({ path: join(shots, "plan-infeasible.png"), fullPage: true });
    const at = first.relaxations.findIndex(({ places_all }) => places_all);
    assert.equal(at >= 0, true);
    await planned(page, `#try-${at}`);
    await page.waitForSelector("#take-trial", { timeout: 120_000 });
    assert.deepEqual(await found(page), []);
    await page.click("#take-trial");
    const second = await plan(page);
    assert.equal(second.unplaced.length, 0);
    assert.equal(Math.abs(second.cost - first.cost - first.relaxations[at].extra_cost) < 0.01 || second.cost < first.cost + first.relaxations[at].extra_cost, true);
    assert.match(await page.textContent("#plan h2"), /Everybody is placed/);
  });
});

test("calendars and the plan are taken along, as the command writes and reads them", async (t) => {
  await desk(async (page) => {
    await opened(page);
    await planned(page);
    const text = await saved(page, "#save-plan");
    const { sessions } = JSON.parse(text);
    await page.waitForFunction(() => document.querySelectorAll("#calendar option").length > 1);
    const names = await page.$$eval("#calendar option", (list) => list.map(({ value }) => value));
    assert.deepEqual(names, ["all-sessions.ics", "section-archive.ics", "section-desk.ics", "trainer-t-1.ics", "trainer-t-2.ics"]);
    const calendars = {};
    for (const name of names) {
      await page.selectOption("#calendar", name);
      calendars[name] = await saved(page, "#save-ics");
    }
    for (const calendar of Object.values(calendars)) {
      assert.match(calendar, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n[^]*END:VCALENDAR\r\n$/);
      assert.equal(calendar.split("\r\n").every((line) => Buffer.byteLength(line) <= 75), true);
      for (const { id } of office.people) assert.equal(calendar.includes(id), false);
    }
    const events = (name) => calendars[name].split("BEGIN:VEVENT").length - 1;
    assert.equal(events("all-sessions.ics"), sessions.length);
    assert.equal(events("trainer-t-1.ics"), sessions.filter(({ trainer }) => trainer === "t-1").length);
    // Read again, here and by the command.
    writeFileSync(join(folder, "plan.json"), text);
    await page.setInputFiles("#plan-file", join(folder, "plan.json"));
    await page.waitForTimeout(100);
    assert.equal(await saved(page, "#save-plan"), text);
    if (command === undefined) return t.diagnostic("the command was not asked: PARATUS_COMMAND does not name it");
    const programme = join(folder, "office");
    execFileSync(command, ["plan", programme, "--effort", "quick", "--ics", join(folder, "ics"), "--format", "json", "-o", join(folder, "theirs.json")], { stdio: "ignore" });
    assert.deepEqual(JSON.stringify(JSON.parse(readFileSync(join(folder, "theirs.json"), "utf8"))), JSON.stringify(JSON.parse(text)));
    for (const name of readdirSync(join(folder, "ics"))) assert.equal(readFileSync(join(folder, "ics", name), "utf8"), calendars[name], name);
    const again = JSON.parse(execFileSync(command, ["plan", programme, "--effort", "quick", "--previous", join(folder, "plan.json"), "--format", "json"], { stdio: ["ignore", "pipe", "ignore"] }));
    assert.deepEqual(again.changes, []);
  });
});

test("a file that is no plan of this programme is refused, and the plan stays", async () => {
  await desk(async (page) => {
    await opened(page);
    await planned(page);
    const text = await saved(page, "#save-plan");
    mkdirSync(join(folder, "plans"), { recursive: true });
    for (const [name, content, said] of [
      ["words.json", "words", /no JSON/], ["list.json", "[]", /This is no plan/], ["null.json", "null", /This is no plan/],
      ["other.json", text.replace('"programme": "office"', '"programme": "elsewhere"'), /“elsewhere”, and “office” is open/],
      ["half.json", JSON.stringify({ schema: "paratus/plan/1", programme: "office" }), /missing/],
    ]) {
      writeFileSync(join(folder, "plans", name), content);
      await page.setInputFiles("#plan-file", join(folder, "plans", name));
      await says(page, "#plan .failure", said);
      assert.deepEqual(await found(page), [], name);
    }
    assert.equal(await saved(page, "#save-plan"), text);
  });
});

test("names with markup are words in a plan too", async () => {
  const name = '<img src=x onerror="document.title=1"><b>bold</b>';
  const titled = (list) => list.map((one) => ({ ...one, title: name }));
  const document = { ...office, id: "markup-plan", title: name, sections: titled(office.sections), activities: titled(office.activities), objectives: titled(office.objectives), roles: titled(office.roles), trainers: titled(office.trainers), rooms: titled(office.rooms) };
  await desk(async (page) => {
    await opened(page, document);
    await page.fill("#weeks", "1");
    await planned(page);
    const none = async (where) => assert.equal(await page.locator("main img, main b, dialog img, dialog b").count(), 0, where);
    await none("plan");
    for (const button of ['#plan button[id^="why-"]', '#plan button[id^="edit-"]']) {
      await page.locator(button).first().click();
      await page.waitForSelector("dialog[open]");
      await none(button);
      await page.keyboard.press("Escape");
    }
    await go(page, "people");
    await page.locator("#roles button.why").first().click();
    await page.waitForSelector("dialog[open]");
    await none("role");
    assert.match(await page.textContent("dialog h2"), /<img src=x/);
    assert.notEqual(await page.title(), "1");
  });
});

test("while a plan is made the other screens answer, and it can be stopped", async () => {
  await desk(async (page) => {
    await sample(page);
    await go(page, "plan");
    await endless(page);
    await page.waitForSelector(".working");
    assert.deepEqual(await found(page), []);
    await go(page, "overview");
    assert.equal(await page.locator("#readiness").count(), 1);
    await go(page, "plan");
    await page.click("#stop-plan");
    await page.waitForFunction(() => !document.querySelector(".working"));
    // Nothing to keep, or what was there by then.
    assert.match(await page.textContent("#plan"), /No plan is made yet|The search for this plan is not finished/);
    // The planner starts again: with another programme, and with a plan.
    await go(page, "open");
    await opened(page);
    await planned(page);
    assert.match(await page.textContent("#plan h2"), /Everybody is placed/);
    assert.equal(await page.locator("#unfinished").count(), 0);
  });
});

test("a first plan is there before the search ends, becomes better, and is kept where the search is stopped", async () => {
  await desk(async (page) => {
    await sample(page);
    await go(page, "plan");
    // What is said to those who do not see it, and how far the search was.
    await page.evaluate(() => {
      window.reported = [];
      window.found = [];
      const note = (list, text) => text && list.at(-1) !== text && list.push(text);
      new MutationObserver(() => note(window.reported, document.querySelector("#status").textContent)).observe(document.querySelector("#status"), { childList: true, characterData: true, subtree: true });
      new MutationObserver(() => note(window.found, document.querySelector("#plan-found")?.textContent)).observe(document.querySelector("main"), { childList: true, characterData: true, subtree: true });
    });
    await endless(page);
    await page.waitForSelector("#unfinished", { timeout: 120_000 });
    const [early, { value, max }] = [await page.textContent("#plan .figures"), await page.$eval("#plan-progress", ({ value, max }) => ({ value, max }))];
    assert.equal(value < max, true, `${value} of ${max}`);
    // Many times the rounds of the effort `normal`.
    assert.equal(max >= 20_000, true, `${max}`);
    assert.match(early, /Cost\d/);
    assert.match(early, /No plan costs less than–/);
    // Neither a better plan nor a step takes the focus away.
    await page.focus("#stop-plan");
    await page.waitForFunction(() => document.querySelector("#plan-progress")?.value >= 100, null, { timeout: 120_000 });
    assert.equal(await page.evaluate(() => document.activeElement?.id), "stop-plan");
    assert.equal(await page.textContent("#stop-plan"), "Stop and keep this plan");
    assert.equal(await page.getByRole("progressbar", { name: "Planning …" }).count(), 1);
    assert.deepEqual(await found(page), []);
    if (shots) await page.screenshot({ path: join(shots, "plan-working.png") });
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !document.querySelector(".working"), null, { timeout: 60_000 });
    assert.match(await page.textContent("#unfinished"), /not finished/);
    const text = await saved(page, "#save-plan");
    const kept = JSON.parse(text);
    assert.equal(kept.sessions.length > 0, true);
    assert.equal(kept.lower_bound, null);
    assert.match((await page.textContent("#plan .figures")).replace(/(?<=\d),(?=\d{3})/g, ""), new RegExp(`Cost${Math.round(kept.cost)}`));
    // Better and better, and no worse than what was said last.
    const steps = (await page.evaluate(() => window.found)).map((said) => /^([\d,]+) of [\d,]+ rounds · (?:(\d+) needs? not met|Everybody is placed) · cost ([\d,]+)$/.exec(said)).filter((one) => one !== null)
      .map(([, done, unmet = "0", cost]) => [done, unmet, cost].map((one) => Number(one.replace(/(?<=\d),(?=\d{3})/g, ""))));
    assert.equal(steps.length > 2, true);
    steps.reduce((before, now) => {
      assert.equal(now[0] >= before[0] && (now[1] < before[1] || (now[1] === before[1] && now[2] <= before[2])), true, `${before}, then ${now}`);
      return now;
    });
    const last = steps.at(-1);
    assert.equal(kept.unplaced.length < last[1] || (kept.unplaced.length === last[1] && Math.round(kept.cost) <= last[2]), true, `${last}, kept ${kept.unplaced.length} ${kept.cost}`);
    const reported = await page.evaluate(() => window.reported);
    assert.equal(reported.some((words) => /^There is a plan, and the search goes on/.test(words)), true, reported.join("; "));
    assert.equal(reported.at(-1), "Stopped. The best plan so far is kept.");
    assert.equal(reported.length <= 5, true, reported.join("; "));
    // The plan that was kept holds.
    writeFileSync(join(folder, "kept.json"), text);
    await page.setInputFiles("#plan-file", join(folder, "kept.json"));
    await page.waitForTimeout(100);
    assert.equal(await saved(page, "#save-plan"), text);
    assert.equal(await page.locator("#rechecked").count(), 0);
  });
});

test("an edit of a plan that still becomes better ends the search, and stays", async () => {
  await desk(async (page) => {
    await opened(page);
    await endless(page);
    await page.waitForSelector("#unfinished", { timeout: 120_000 });
    const { session } = (await plan(page)).sessions[0];
    await page.check(`[id="pin-${session}"]`);
    await page.waitForFunction(() => !document.querySelector(".working"), null, { timeout: 60_000 });
    await says(page, "#rechecked", /1 session is edited. The plan still holds/);
    assert.equal((await plan(page)).sessions.find((one) => one.session === session).pinned, true);
  });
});

test("without a connection once it is loaded: the sample, stops and plans, and a folder, again and again", async () => {
  await desk(async (page) => {
    await page.waitForLoadState("networkidle");
    await at.context.setOffline(true);
    try {
      await sample(page);
      for (const screen of SCREENS) await go(page, screen);
      for (let time = 0; time < 3; time += 1) {
        await go(page, "plan");
        for (let stop = 0; stop < 2; stop += 1) {
          await endless(page);
          await page.waitForSelector(".working");
          await page.waitForTimeout(300 * stop);
          await page.click("#stop-plan");
          await page.waitForFunction(() => !document.querySelector(".working"));
        }
        await go(page, "open");
        await opened(page);
        await planned(page);
        assert.match(await page.textContent("#plan h2"), /Everybody is placed/);
        await go(page, "open");
        await sample(page);
      }
    } finally {
      await at.context.setOffline(false);
    }
  }, { allowed: /ERR_INTERNET_DISCONNECTED/ });
});

test("the plan with the keyboard alone", async () => {
  await desk(async (page) => {
    await opened(page);
    const to = async (selector) => {
      for (let steps = 0; steps < 80; steps += 1) {
        if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`no way to ${selector}`);
    };
    await to("#make-plan");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(50);
    await settled(page);
    await to('button[id^="edit-"]');
    const id = await page.evaluate(() => document.activeElement?.id);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "why-title");
    await to("#edit-half");
    await page.keyboard.press("ArrowDown");
    await saysNot(page, "#edit-problems", /Nothing is edited/);
    await page.keyboard.press("Escape");
    assert.equal(await isOpen(page), false);
    await page.waitForFunction((id) => document.activeElement?.id === id, id);
    await to('input[id^="pin-"]');
    await page.keyboard.press("Space");
    await says(page, "#rechecked", /edited/);
    assert.match(await page.evaluate(() => document.activeElement?.id), /^pin-/);
  });
});

test("every screen with a plan, in Arabic and in English: nothing for axe-core, no scrolling sideways", async () => {
  await desk(async (page) => {
    await opened(page);
    await planned(page);
    for (const language of ["ar", "en"]) {
      await page.selectOption("#language", language);
      for (const screen of SCREENS) {
        await go(page, screen);
        if (screen === "plan") await page.waitForSelector(`.panels[lang="${language}"]`);
        assert.deepEqual(await found(page), [], `${screen}, ${language}`);
      }
    }
    await go(page, "plan");
    await page.setViewportSize({ width: 400, height: 900 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    if (shots) await page.screenshot({ path: join(shots, "plan-400.png"), fullPage: true });
  });
});
