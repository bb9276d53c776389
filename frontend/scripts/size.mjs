// The bars of weight: what a person downloads for a screen, gzipped, from the manifest of the last build.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", DIST), "utf8"));
const weigh = (file) => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length;

function scripts(key, into = new Set()) {
  const chunk = manifest[key];
  if (!chunk || into.has(chunk.file)) return into;
  into.add(chunk.file);
  for (const next of chunk.imports ?? []) scripts(next, into);
  return into;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const route = (name) => Object.keys(manifest).find((key) => key.endsWith(name));
const sum = (files) => [...files].reduce((total, file) => total + weigh(file), 0);
const shell = new Set([...scripts(entry), ...scripts(route("src/app/shell/Shell.tsx"))]);
const rows = [];
const bar = (name, bytes, limit) => rows.push({ name, KB: (bytes / 1000).toFixed(1), limit: limit / 1000, ok: bytes <= limit });

const LIST = "features/quotes/QuoteListPage.tsx";
const BUILDER = "features/builder/BuilderPage.tsx";
const withShell = (key) => new Set([...shell, ...scripts(key)]);
if (route(LIST)) bar("shell + list", sum(withShell(route(LIST))), 150_000);
else bar("shell", sum(shell), 150_000);
if (route(BUILDER)) bar("shell + builder", sum(withShell(route(BUILDER))), 230_000);
for (const key of Object.keys(manifest)) {
  const isRoute = manifest[key].isDynamicEntry && /Page\.tsx$/.test(key);
  if (!isRoute || key.endsWith(LIST) || key.endsWith(BUILDER)) continue;
  bar(key.replace("src/", ""), sum([...scripts(key)].filter((file) => !shell.has(file))), 40_000);
}
const assets = readdirSync(new URL("assets/", DIST));
const customer = Object.values(JSON.parse(readFileSync(new URL(".vite/customer.json", DIST), "utf8"))).find((chunk) => chunk.isEntry);
bar("customer's page", sum([customer.file, ...(customer.css ?? [])]), 85_000);
// Nobody downloads both: the customer's own style is weighed with the customer's page.
const theirs = new Set((customer.css ?? []).map((file) => file.replace("assets/", "")));
bar("css", sum(assets.filter((name) => name.endsWith(".css") && !theirs.has(name)).map((name) => `assets/${name}`)), 15_000);
const fonts = assets.filter((name) => name.endsWith(".woff2"));
bar(`fonts (${fonts.length})`, fonts.reduce((total, name) => total + readFileSync(new URL(`assets/${name}`, DIST)).length, 0), 35_000);

console.table(rows);
if (fonts.length !== 1) throw new Error(`one font file is the bar, found ${fonts.length}`);
const heavy = rows.filter((row) => !row.ok);
if (heavy.length > 0) throw new Error(`over the bar: ${heavy.map((row) => row.name).join(", ")}`);
