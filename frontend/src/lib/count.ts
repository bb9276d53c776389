/** The one place where text becomes a number: whole counts only, never money and never a measure. */
export function toCount(text: string): number | null {
  const plain = text.replaceAll(/[\s,]/g, "");
  if (!/^\d{1,10}$/.test(plain)) return null;
  return Number(plain);
}

/** Digits in groups of three: "1,250". */
export function groupThousands(digits: string): string {
  return digits.replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

export function formatCount(count: number): string {
  return groupThousands(String(count));
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
