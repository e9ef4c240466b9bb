// Who is ready? CSV in, table out.
//
//   npm install paratus
//   node readiness.mjs FOLDER/ DATE

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Programme } from "paratus";

const [folder = ".", asOf] = process.argv.slice(2);
const files = Object.fromEntries(
  readdirSync(folder).filter((name) => /\.(toml|json|csv)$/.test(name)).map((name) => [name, readFileSync(join(folder, name))]),
);

const programme = Programme.fromFiles(files);
const csv = (name) => (files[name] === undefined ? [] : { csv: files[name] });
const evidence = programme.evidence(csv("evidence.csv"), csv("responses.csv"));

for (const { severity, file, line, message } of programme.findings(evidence).findings.slice(0, 5)) {
  console.error(`${severity}: ${file ?? ""}${line === null ? "" : `:${line}`} ${message}`);
}

const percent = (share) => `${Math.round(share * 100)}%`;
const rows = programme
  .assess(evidence, asOf === undefined ? {} : { asOf })
  .people.filter(({ readiness }) => readiness !== null)
  .sort((a, b) => a.readiness.low - b.readiness.low)
  .map(({ person, section, readiness, verdict }) => [person, section, percent(readiness.low), percent(readiness.high), verdict.replace("_", " ")]);

const table = [["person", "section", "shown", "possible", "verdict"], ...rows];
const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd());
