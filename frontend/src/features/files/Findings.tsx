import { CircleCheck, Info, TriangleAlert } from "lucide-react";

import type { Finding } from "./queries";

const LOOKS = {
  problem: { Icon: TriangleAlert, look: "text-bad", word: "Does not fit" },
  notice: { Icon: Info, look: "text-warn", word: "Note" },
  fits: { Icon: CircleCheck, look: "text-good", word: "Fits" },
};

/** A file beside its line, a sentence each; what it is said by, an icon and a word, never colour alone. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className="mt-1 flex flex-col gap-0.5">
      {findings.map(({ code, level, text }, index) => {
        const { Icon, look, word } = LOOKS[level];
        return (
          <li key={`${code}-${index}`} className={`flex items-start gap-1.5 ${look}`}>
            <Icon className="mt-0.5 size-4 shrink-0" role="img" aria-label={word} />
            <span className="text-pretty">{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
