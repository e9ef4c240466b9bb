// The example in React, built by Vite: a folder, verdicts, a plan that is stopped, and a client for each component that is there.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { empty, root } from "../fresh.mjs";
import { launch, serve } from "./server.mjs";

const example = join(root, "../../examples/react");
const ministry = join(root, "../../examples/ministry");
let context;
let server;
before(async () => {
  const out = empty();
  for (const [script, ...args] of [["typescript/bin/tsc"], ["vite/bin/vite.js", "build", "--logLevel", "error", "--emptyOutDir", "--outDir", out]]) {
    execFileSync(process.execPath, [join(example, "node_modules", script), ...args], { cwd: example, stdio: "inherit" });
  }
  [context, server] = await Promise.all([launch(), serve(out)]);
});
after(async () => {
  await context?.close();
  server?.stop();
});

test("the example in React: a folder, verdicts, a plan that is stopped", async () => {
  assert(readFileSync(join(example, "src/main.tsx"), "utf8").split("\n").length <= 150);
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`${error}`));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  try {
    await page.goto(server.url);
    await page.waitForSelector("input[type=file]:enabled");
    const names = readdirSync(ministry).filter((name) => /\.(toml|csv)$/.test(name));
    await page.setInputFiles("input[type=file]", names.map((name) => join(ministry, name)));
    await page.waitForSelector("dl dd");
    const people = (await page.locator("dl dd").allTextContents()).reduce((sum, count) => sum + Number(count), 0);
    const said = await page.getByRole("status").textContent();
    // Some of all people are employed on the date.
    assert(people > 300 && people <= Number(/: (\d+) people$/.exec(said)[1]), `${said}, ${people}`);
    await page.fill("input[type=date]", "2027-03-15");
    await page.getByText("Plan twelve weeks").click();
    await page.waitForSelector("tbody tr");
    await page.getByText("Stop").click();
    await page.waitForFunction(() => /^\d+ sessions, \d+ needs unmet$/.test(document.querySelector("[role=status]").textContent));
    // What cannot be read is said, and the page goes on.
    await page.setInputFiles("input[type=file]", [{ name: "paratus.toml", mimeType: "text/plain", buffer: Buffer.from("format = ") }]);
    await page.waitForFunction(() => /^paratus\.toml:1/.test(document.querySelector("[role=status]").textContent));
    assert.deepEqual(wrong, []);
  } finally {
    await page.close();
  }
});
