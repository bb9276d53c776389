const DECIMAL = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/;

/** "3.5" and "3.5000" are one value, as are "" and an absent note: neither is worth a save or a conflict. */
function canonical(value: unknown): unknown {
  if (value === undefined || value === "") return null;
  if (typeof value !== "string") return value;
  const parts = DECIMAL.exec(value);
  if (!parts) return value;
  const [, sign = "", whole = "", fraction = ""] = parts;
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where a line came from is not what it is: the server keeps no word of it. */
const PROVENANCE: ReadonlySet<string> = new Set(["copy_of", "template_id"]);

/** Deep equality that reads decimal strings as numbers, exactly. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  }
  if (isRecord(a) && isRecord(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    for (const key of keys) if (!PROVENANCE.has(key) && !same(a[key], b[key])) return false;
    return true;
  }
  return canonical(a) === canonical(b);
}

/** `next` with every part that did not change taken from `previous`, so that memoised rows stay still. */
export function share<T>(previous: T, next: T): T {
  // Every part is `next` or its equal in `previous`, so the type is the one of `next`.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return shareAny(previous, next) as T;
}

function shareAny(previous: unknown, next: unknown): unknown {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) {
    const before: readonly unknown[] = previous;
    const items = next.map((item: unknown, index): unknown => shareAny(before[index], item));
    const still = items.length === before.length && items.every((item, index) => item === before[index]);
    return still ? before : items;
  }
  if (isRecord(previous) && isRecord(next)) {
    const keys = Object.keys(next);
    const result: Record<string, unknown> = {};
    let still = keys.length === Object.keys(previous).length;
    for (const key of keys) {
      const value = shareAny(previous[key], next[key]);
      result[key] = value;
      still &&= key in previous && value === previous[key];
    }
    return still ? previous : result;
  }
  return next;
}
