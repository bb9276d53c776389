import type { Colleague } from "./queries";

/** Where somebody is being named: from the @ on, up to the caret. */
export interface Naming {
  readonly start: number;
  readonly text: string;
}

const NAMING = /(?:^|\s)@([^\n@]{0,40})$/;

/** The name that is being typed just before the caret, if one is. */
export function namingAt(body: string, caret: number): Naming | null {
  const found = NAMING.exec(body.slice(0, caret));
  return found?.[1] === undefined ? null : { start: caret - found[1].length - 1, text: found[1] };
}

/** Who may be meant: whose name, or a part of it, begins so. Nobody once the name is whole. */
export function matching(people: readonly Colleague[], typed: string, most = 6): Colleague[] {
  const text = typed.toLowerCase();
  if (people.some(({ name }) => text.startsWith(`${name.toLowerCase()} `))) return [];
  return people.filter(({ name }) => name.toLowerCase().split(" ").some((_, place, words) => words.slice(place).join(" ").startsWith(text))).slice(0, most);
}

/** The body with the name in place of what was typed of it, and where the caret goes. */
export function named(body: string, { start, text }: Naming, name: string): { body: string; caret: number } {
  const rest = body.slice(start + 1 + text.length);
  const put = `@${name}${rest.startsWith(" ") ? "" : " "}`;
  return { body: `${body.slice(0, start)}${put}${rest}`, caret: start + name.length + 2 };
}

/** Who is named in the body: of two with one name, whoever was chosen. */
export function mentionsIn(body: string, people: readonly Colleague[], chosen: ReadonlySet<string>): string[] {
  return people
    .filter(({ id, name }) => body.includes(`@${name}`) && (chosen.has(id) || !people.some((other) => other.id !== id && other.name === name)))
    .map(({ id }) => id);
}

/** The body in pieces, each a name or the words between two. */
export function pieces(body: string, names: readonly string[]): { text: string; isName: boolean }[] {
  const found: { text: string; isName: boolean }[] = [];
  let rest = body;
  const marks = names.map((name) => `@${name}`).toSorted((a, b) => b.length - a.length);
  while (rest !== "") {
    const next = marks.map((mark) => ({ mark, place: rest.indexOf(mark) })).filter(({ place }) => place >= 0).toSorted((a, b) => a.place - b.place || b.mark.length - a.mark.length)[0];
    if (!next) return [...found, { text: rest, isName: false }];
    if (next.place > 0) found.push({ text: rest.slice(0, next.place), isName: false });
    found.push({ text: next.mark, isName: true });
    rest = rest.slice(next.place + next.mark.length);
  }
  return found;
}
