// A picture of a place in a page: node scripts/picture.mjs PAGE.html#PLACE OUT.png

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "../test/browser/server.mjs";

const [page, out] = process.argv.slice(2);
if (out === undefined) throw new Error("usage: node scripts/picture.mjs PAGE.html#PLACE OUT.png");
const [path, place = ""] = page.split("#");
const context = await launch();
const tab = await context.newPage();
await tab.setViewportSize({ width: 1090, height: 752 });
await tab.goto(`${pathToFileURL(resolve(path)).href}#${place}`);
await tab.screenshot({ path: out });
await context.close();
