// The style sheet in a page of somebody else's: it changes nothing outside the panels, and the panels can be read in light and dark.

import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Programme } from "paratus";
import { project, root } from "../fresh.mjs";
import { launch, serve } from "./server.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ministry = join(root, "../../examples/ministry");
const files = Object.fromEntries(readdirSync(ministry).map((name) => [name, readFileSync(join(ministry, name))]));
const programme = Programme.fromFiles(files);
const evidence = programme.evidence({ csv: files["evidence.csv"] }, { csv: files["responses.csv"] });

/** A page with styles of its own for whatever panels are made of, some of it named as in them. */
const HOST = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/host.css"></head>
<body class="page">
<a class="skip" href="#main">Skip</a><p class="banner">Banner</p><header class="masthead"><p class="kicker">Kicker</p><h1>Our intranet</h1></header>
<nav><h2>Menu</h2><ol><li><a href="#a">One</a></li></ol></nav>
<main id="main"><h2>News</h2><p class="lead">Lead <code>code</code></p><p class="note">Note</p><h3>Third</h3><h4>Fourth</h4>
<ul><li>One</li></ul><dl class="facts"><div><dt>Term</dt><dd>Is</dd></div></dl>
<section class="panel"><div class="figures"><dl><div class="v-ready"><dt>A</dt><dd>1</dd></div></dl></div></section>
<div class="scroll"><table class="matrix"><caption>Table</caption><thead><tr><th class="end">A</th></tr></thead><tbody><tr><th>B</th><td class="v-ready">1</td></tr></tbody></table></div>
<svg class="strip" viewBox="0 0 9 9"><rect class="p-ready" width="3" height="3"/></svg><details open><summary>More</summary><p>Text</p></details>
<form><label>Name <input value="x"></label><button>Send</button><select><option>1</option></select><textarea>t</textarea></form></main>
<div id="slot" class="slot"></div><footer><p class="screen">Footer</p></footer></body></html>`;
const CSS = `:root { color-scheme: light dark; --ink: teal; --accent: red; }
body { margin: 7px; font: 17px/1.7 serif; color: light-dark(#222, #eee); background: light-dark(#fefefe, #101010); }
h1 { color: purple; font-size: 31px; } h2 { letter-spacing: 1px; } table { border-collapse: separate; } td { padding: 3px; } a { color: #06c; }
.slot { height: 300px; width: 600px; overflow: auto; contain: strict; }`;

/** Every computed value of every element outside the slot, its pseudo-elements included. */
const styles = () =>
  [...document.querySelectorAll("*")].filter((one) => one.closest("head, #slot > *") === null).map((one) =>
    [null, "::before"].map((pseudo) => {
      const style = getComputedStyle(one, pseudo);
      return `${one.tagName}${pseudo ?? ""}: ${[...style].map((name) => `${name}=${style.getPropertyValue(name)}`).join(";")}`;
    }),
  ).flat();

const show = async (html) => {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/paratus.css" });
  await new Promise((done, failed) => {
    Object.assign(sheet, { onload: done, onerror: failed });
    document.head.prepend(sheet);
  });
  const box = Object.assign(document.createElement("div"), { className: "paratus", innerHTML: html });
  document.querySelector("#slot").append(box);
};

let context;
let server;
before(async () => {
  context = await launch();
  const folder = project({ "index.html": HOST, "host.css": CSS });
  cpSync(join(root, "dist/paratus.css"), join(folder, "paratus.css"));
  server = await serve(folder);
});
after(async () => {
  await context?.close();
  server?.stop();
});

const { panels } = programme.report(evidence, { asOf: "2027-03-14", headingLevel: 3, idPrefix: "p-" });
const html = panels.map((panel) => panel.html).join("");

for (const colorScheme of ["light", "dark"]) {
  test(`a host page keeps every computed style: ${colorScheme}`, async () => {
    const page = await context.newPage();
    try {
      for (const media of ["screen", "print"]) {
        await page.emulateMedia({ colorScheme, media });
        await page.goto(server.url);
        const before = await page.evaluate(styles);
        await page.evaluate(show, html);
        const after = await page.evaluate(styles);
        assert.equal(before.length, after.length);
        before.forEach((was, at) => assert.equal(after[at], was));
      }
    } finally {
      await page.close();
    }
  });

  test(`panels follow the colour scheme of the page, and can be read: ${colorScheme}`, async () => {
    const page = await context.newPage();
    try {
      await page.emulateMedia({ colorScheme });
      await page.goto(server.url);
      await page.evaluate(show, html);
      await page.evaluate(() => {
        const slot = document.querySelector("#slot");
        slot.className = "";
        slot.querySelectorAll("details").forEach((details) => (details.open = true));
      });
      const lightness = await page.evaluate(() => {
        const canvas = document.createElement("canvas").getContext("2d");
        canvas.fillStyle = getComputedStyle(document.querySelector(".paratus")).backgroundColor;
        canvas.fillRect(0, 0, 1, 1);
        return canvas.getImageData(0, 0, 1, 1).data[0];
      });
      assert.equal(lightness > 127, colorScheme === "light");
      await page.evaluate(axe);
      const wrong = await page.evaluate(async () => {
        const { violations } = await axe.run("#slot", { runOnly: ["color-contrast"], resultTypes: ["violations"] });
        return violations.flatMap(({ nodes }) => nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`));
      });
      assert.deepEqual(wrong.slice(0, 5), []);
    } finally {
      await page.close();
    }
  });
}

test("headings and ids of panels fit into the page around them", () => {
  assert(panels.length > 5);
  for (const { id, html } of panels) {
    assert(html.startsWith(`<section class="panel`) && html.includes(` id="p-${id}" aria-labelledby="p-${id}-title"`), html.slice(0, 200));
    assert(!/<h[12]\b/.test(html) && html.includes("<h3 "));
    for (const [, of] of html.matchAll(/ (?:id|aria-labelledby)="([^"]*)"/g)) assert(of.startsWith("p-"), of);
    for (const [, to] of html.matchAll(/ href="#([^"]*)"/g)) assert(to.startsWith("p-"), to);
  }
  const code = (options) => {
    try {
      programme.report(evidence, { asOf: "2027-03-14", ...options });
    } catch (error) {
      return error.findings[0].path;
    }
  };
  assert.deepEqual([0, 6, 2.5, "2"].map((headingLevel) => code({ headingLevel })), Array(4).fill("options.headingLevel"));
  assert.deepEqual(['"', "a b", 5].map((idPrefix) => code({ idPrefix })), Array(3).fill("options.idPrefix"));
});
