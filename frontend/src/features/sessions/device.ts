/** "Chrome on Windows" from a browser's user agent; only for a person's eye. */
export function deviceName(userAgent: string): string {
  const browser = [
    ["Edge", /Edg\//],
    ["Firefox", /Firefox\//],
    ["Opera", /OPR\//],
    ["Chrome", /Chrom(e|ium)\//],
    ["Safari", /Safari\//],
  ] as const;
  const system = [
    ["iPhone", /iPhone/],
    ["iPad", /iPad/],
    ["Android", /Android/],
    ["Windows", /Windows/],
    ["macOS", /Mac OS X|Macintosh/],
    ["Linux", /Linux|X11/],
  ] as const;
  const found = browser.find(([, pattern]) => pattern.test(userAgent))?.[0];
  const place = system.find(([, pattern]) => pattern.test(userAgent))?.[0];
  if (!found && !place) return userAgent.slice(0, 40) || "An unknown device";
  return place ? `${found ?? "A browser"} on ${place}` : (found ?? "A browser");
}
