// What all tests of the desk need: the built site in headless Chromium, files to open in it, and the way between screens.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before } from "node:test";
import { launch, serve } from "../../../bindings/javascript/test/browser/server.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const ministry = join(root, "../ministry");
export const shots = process.env.PARATUS_SHOTS;
export const folder = mkdtempSync(join(tmpdir(), "paratus-desk-"));
export const SCREENS = ["open", "check", "overview", "gates", "gaps", "fit", "voices", "people", "plan", "what-if", "report"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The browser and the server, once the first test runs. */
export const at = { context: undefined, server: undefined };
before(async () => {
  assert(existsSync(join(root, "dist/index.html")), "build the desk first: npm run build");
  if (shots) mkdirSync(shots, { recursive: true });
  [at.context, at.server] = await Promise.all([launch(), serve(join(root, "dist"))]);
});
after(async () => {
  await at.context?.close();
  at.server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files, perhaps over those of the ministry. */
export function made(name, files, over = false) {
  const place = join(folder, name);
  if (over) cpSync(ministry, place, { recursive: true });
  mkdirSync(place, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
  return readdirSync(place).map((file) => join(place, file));
}

/** Opens the desk and hands it on; expects no error on the way, and no request once it is loaded. */
export async function desk(then, { init, allowed = /^$/ } = {}) {
  const page = await at.context.newPage();
  const wrong = [];
  let loaded = false;
  page.on("pageerror", (error) => wrong.push(`${error}`));
  page.on("console", (message) => message.type() === "error" && !allowed.test(message.text()) && wrong.push(message.text()));
  page.on("request", (request) => {
    const url = request.url();
    // The workers are asked for when the page is there: that is part of loading.
    const own = url.startsWith(at.server.url) && (!loaded || /\/assets\/(?:exchange-)?worker-[^/]*\.js$/.test(url));
    if (!own && !/^(data|blob):/.test(url)) wrong.push(`asked ${url}`);
  });
  if (init) await page.addInitScript(init);
  try {
    await page.goto(at.server.url);
    await page.waitForSelector("main h1");
    loaded = true;
    await then(page);
    assert.deepEqual(wrong, []);
  } finally {
    await page.close();
  }
}

export async function go(page, screen) {
  await page.click(`nav a[href="#${screen}"]`);
  await page.waitForFunction((id) => document.querySelector("main").dataset.screen === id && !document.querySelector("main").ariaBusy, screen, { timeout: 120_000 });
}

export async function sample(page) {
  await page.click("#sample");
  await page.waitForSelector("main h2", { timeout: 120_000 });
}

/** Waits until the element is there and its text matches, or does not: the page may be redrawn at any moment between. */
async function settles(page, selector, { source }, wanted) {
  const met = ([selector, source, wanted]) => {
    const element = document.querySelector(selector);
    return element !== null && new RegExp(source).test(element.textContent) === wanted;
  };
  await page.waitForFunction(met, [selector, source, wanted], { timeout: 120_000 });
}
export const says = (page, selector, pattern) => settles(page, selector, pattern, true);
export const saysNot = (page, selector, pattern) => settles(page, selector, pattern, false);

/** What axe-core has to say. */
export async function found(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.length} x ${nodes[0].html}`);
}

/** What is downloaded when `click` is clicked. */
export async function saved(page, click) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click(click)]);
  return readFileSync(await file.path(), "utf8");
}

export const isOpen = (page) => page.evaluate(() => document.querySelector("dialog").open);
