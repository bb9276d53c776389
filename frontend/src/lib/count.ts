/** The one place where text becomes a number: whole counts only, never money and never a measure. */
export function toCount(text: string): number | null {
  const plain = text.replaceAll(/[\s,]/g, "");
  if (!/^\d{1,10}$/.test(plain)) return null;
  return Number(plain);
}

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

export function formatCount(count: number): string {
  return whole.format(count);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
