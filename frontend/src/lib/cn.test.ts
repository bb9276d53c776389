import { extendTailwindMerge } from "tailwind-merge";
import { expect, test } from "vitest";

import { cn } from "./cn";

const sources = import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });
const whole = extendTailwindMerge({ extend: { theme: { text: ["2xs"], radius: ["xs"], shadow: ["card", "pop"] } } });

/** The utilities that the app's own code names, some of each family: its others differ only in their figure. */
function utilities(): string[] {
  const families = new Map<string, string[]>();
  const words = Object.entries(sources).filter(([path]) => !/\.test\.|\/cn\.ts$/.test(path)).flatMap(([, source]) => source.match(/"[^"\n]*"/g) ?? []).flatMap((text) => text.slice(1, -1).split(" "));
  for (const word of new Set(words)) {
    // What the library joins to one is a utility: every other word of the code it leaves alone.
    if (!/^[a-z-]/.test(word) || word.includes(":") || whole(`${word} ${word}`) !== word) continue;
    const family = word.replace(/-[^-]*$/, "");
    const known = families.get(family) ?? [];
    if (known.length < (/^(text|border|flex|font|bg|rounded)$/.test(family) ? 20 : 3)) families.set(family, [...known, word]);
  }
  return [...families.values()].flat();
}

test("of any two utilities that the app uses, the later wins exactly where Tailwind would let them collide", () => {
  const found: string[] = [];
  const all = utilities();
  for (const one of all) for (const other of all) {
    if (one !== other && cn(one, other) !== whole(`${one} ${other}`)) found.push(`${one} ${other}`);
  }
  expect(all.length).toBeGreaterThan(200);
  expect(found).toEqual([]);
});
