// A small static server on this machine, with the strict policy, and a browser that asks nobody else.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { empty } from "../fresh.mjs";

/** What the package must get along with. */
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:";

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };

/** Serves a folder; gives its address and a way to stop. */
export async function serve(folder, policy = POLICY) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname)).replace(/[\\/]$/, "/index.html");
    try {
      const body = await readFile(join(folder, path));
      const headers = { "content-type": TYPES[extname(path)] ?? "application/octet-stream" };
      response.writeHead(200, policy === null ? headers : { ...headers, "content-security-policy": policy });
      response.end(body);
    } catch {
      response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

const PLACES = [process.env.PARATUS_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--disable-dev-shm-usage",
];

/** A headless Chromium with an empty profile. */
export function launch() {
  const executablePath = PLACES.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) throw new Error("there is no Chromium: name it in PARATUS_CHROMIUM, or `apt-get install chromium`");
  return chromium.launchPersistentContext(empty(), { executablePath, args: FLAGS, headless: true });
}

/** Opens a page and gives what it leaves in its title, with every error and every request to elsewhere. */
export async function visit(context, url, then = async () => {}) {
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`${error}`));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(url).origin) wrong.push(`asked ${request.url()}`);
  });
  try {
    await page.goto(url);
    await then(page);
    await page.waitForFunction(() => document.title.startsWith("done"), null, { timeout: 60_000 }).catch(() => wrong.push("it never ended"));
    return { title: await page.title(), wrong };
  } finally {
    await page.close();
  }
}
