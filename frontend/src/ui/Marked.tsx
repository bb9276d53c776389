import { Fragment } from "react";

interface Part {
  text: string;
  hit: boolean;
}

/** A text with what was looked for marked in it. */
export function Marked({ parts }: { parts: readonly Part[] }) {
  // The parts of one text never move among themselves: their place is their key.
  return parts.map(({ text, hit }, place) => (hit ? <mark key={place} className="rounded-sm bg-warn-soft text-inherit forced-colors:bg-[Mark] forced-colors:text-[MarkText]">{text}</mark> : <Fragment key={place}>{text}</Fragment>));
}

/** The same without its marks. */
export function plainText(parts: readonly Part[]): string {
  return parts.map((part) => part.text).join("");
}
