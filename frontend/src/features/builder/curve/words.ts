const KINDS: Readonly<Record<string, string>> = {
  digital: "Digital",
  offset: "Offset",
  wide_format: "Wide format",
};

/** A kind of press in the shop's words. */
export function kindName(kind: string): string {
  return KINDS[kind] ?? (kind === "" ? "No press" : kind);
}
