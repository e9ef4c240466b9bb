// The report in headless Chromium: no finding of axe-core, the policy, no request, both directions, screen and print.
//
// The pages are made by the command. With `PARATUS_SHOTS` a folder, pictures of them are left there.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { empty, root } from "../fresh.mjs";
import { launch, serve } from "./server.mjs";

const repository = join(root, "../..");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env.PARATUS_SHOTS;
const folder = empty();
const NOTHING = `format = 1\nid = "nothing"\nas_of = 2027-03-14\n`;

/** Runs the command, built before. */
function paratus(...words) {
  const age = (path) => statSync(path).mtimeMs;
  const built = ["release", "debug"].map((profile) => join(repository, "target", profile, "paratus")).filter(existsSync).sort((a, b) => age(b) - age(a));
  const command = process.env.PARATUS_COMMAND ?? built[0];
  assert(command, "build the command first: cargo build -p paratus-cli");
  const { status, stderr } = spawnSync(command, words, { encoding: "utf8" });
  assert.equal(status, 0, stderr);
}

let context;
before(async () => {
  mkdirSync(join(folder, "nothing"));
  writeFileSync(join(folder, "nothing/paratus.toml"), NOTHING);
  for (const [programme, name] of [[join(repository, "examples/ministry"), "ministry"], [join(folder, "nothing"), "nothing"]]) {
    for (const language of ["en", "fr", "ar"]) paratus("report", programme, "--lang", language, "-o", join(folder, `${name}.${language}.html`));
  }
  paratus("report", join(repository, "examples/ministry"), "-o", join(folder, "site/"));
  context = await launch();
});
after(() => context?.close());

/** Opens a page, hands it on, and expects no error, no request but its own, and no refusal but those that `then` provokes. */
async function open(url, own, then, provoked = /^$/) {
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`${error}`));
  page.on("console", (message) => provoked.test(message.text()) || wrong.push(message.text()));
  page.on("request", (request) => own.includes(request.url()) || wrong.push(`asked ${request.url()}`));
  try {
    await page.goto(url);
    await then(page);
    assert.deepEqual(wrong, []);
  } finally {
    await page.close();
  }
}

/** What axe-core finds under WCAG 2.2 AA and its best practices. The page's own policy lets no script in, so axe comes from outside. */
async function found(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.length} x ${nodes[0].html}`);
}

for (const [name, language] of ["ministry", "nothing"].flatMap((name) => ["en", "fr", "ar"].map((language) => [name, language]))) {
  test(`${name} in ${language}: nothing for axe-core to find, nothing loaded, no scrolling sideways`, async () => {
    const url = pathToFileURL(join(folder, `${name}.${language}.html`)).href;
    await open(url, [url], async (page) => {
      for (const width of [1280, 400]) {
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
        // The same page is narrower in every language; one of them is enough for that, and axe takes its time.
        if (width > 400 || language === "ar") assert.deepEqual(await found(page), [], `at ${width}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `wider than ${width}`);
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = false)));
        if (shots) await page.screenshot({ path: join(shots, `${name}-${language}-${width}.png`), fullPage: true });
      }
      // The style sheet within the page is let in.
      assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("h1")).margin.startsWith("0px")), true);
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), language === "ar" ? "rtl" : "ltr");
    });
  });
}

test("strips mirror with the script", async () => {
  const edge = async (language) => {
    const url = pathToFileURL(join(folder, `ministry.${language}.html`)).href;
    let side;
    await open(url, [url], async (page) => {
      side = await page.evaluate(() => {
        const bar = document.querySelector("td svg.bar");
        const [first, all] = [bar.querySelector("rect").getBoundingClientRect(), bar.getBoundingClientRect()];
        return first.left - all.left < all.right - first.right ? "left" : "right";
      });
    });
    return side;
  };
  assert.deepEqual([await edge("en"), await edge("ar")], ["left", "right"]);
});

test("the keyboard reaches the report, every table that scrolls and everything folded", async () => {
  const url = pathToFileURL(join(folder, "ministry.en.html")).href;
  await open(url, [url], async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    const stops = await page.evaluate(() => [...document.querySelectorAll(".scroll, summary")].every((one) => one.tabIndex === 0));
    assert(stops);
  });
});

test("a folder has its style sheet beside it, and no script that gets in runs", async () => {
  const server = await serve(join(folder, "site"), "default-src 'none'; style-src 'self'");
  const provoke = () => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'ran'";
    document.body.append(script);
  };
  try {
    await open(server.url, [server.url, `${server.url}paratus.css`], async (page) => {
      // Its rules are nested, in a layer.
      const rules = await page.evaluate(() => {
        const count = (list) => [...list].reduce((sum, rule) => sum + 1 + count(rule.cssRules ?? []), 0);
        return count(document.styleSheets[0].cssRules);
      });
      assert.ok(rules > 20, `${rules} rules`);
      await page.evaluate(provoke);
      assert.notEqual(await page.title(), "ran");
    }, /inline script/);
    // The page's own policy is enough where the server has none.
    const url = pathToFileURL(join(folder, "ministry.en.html")).href;
    await open(url, [url], async (page) => {
      await page.evaluate(provoke);
      assert.notEqual(await page.title(), "ran");
    }, /inline script/);
  } finally {
    server.stop();
  }
});

test("it prints: a page per gate, with a box to sign, and a tagged document", async () => {
  const url = pathToFileURL(join(folder, "ministry.en.html")).href;
  await open(url, [url], async (page) => {
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.evaluate(() => [...document.querySelectorAll(".sign-off")].every((box) => box.offsetHeight > 0)), true);
    assert.equal(await page.evaluate(() => [...document.querySelectorAll("[id^=gate-]")].every((gate) => getComputedStyle(gate).breakBefore === "page" || !gate.matches(".panel"))), true);
    const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true, printBackground: true });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    assert.match(pdf.toString("latin1"), /\/StructTreeRoot/);
    if (shots) writeFileSync(join(shots, "ministry.pdf"), pdf);
  });
});
