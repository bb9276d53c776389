import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: { theme: { text: ["2xs"], radius: ["xs"], shadow: ["card", "pop"] } },
});

export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
