import { groupThousands } from "@/lib/count";

const KB = 1_000;

/** "3.4 MB": what a person compares a file's weight by. */
export function formatBytes(bytes: number): string {
  if (bytes < KB) return `${bytes} B`;
  if (bytes < KB * KB) return `${groupThousands(String(Math.round(bytes / KB)))} KB`;
  return `${(bytes / KB / KB).toFixed(1)} MB`;
}
