import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: { theme: { text: ["2xs"], radius: ["xs"], shadow: ["card", "pop"] } },
});

/** Class names joined, the later of two that collide wins; one alone collides with nothing and is not searched. */
export function cn(...classes: ClassValue[]): string {
  const given = classes.filter(Boolean);
  return given.length === 1 && typeof given[0] === "string" ? given[0] : merge(clsx(given));
}
