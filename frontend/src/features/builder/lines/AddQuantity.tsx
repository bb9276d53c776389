import { Plus } from "lucide-react";
import { useId, useState } from "react";

import { useSession } from "../context";
import { addQuantities } from "../model/edits";
import { parseQuantities } from "../model/parse";

/** Type "2500" or "500/1k/5k" and Enter. */
export function AddQuantity({ lineId }: { readonly lineId: string }) {
  const session = useSession();
  const describe = useId();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  const add = () => {
    if (text.trim() === "") return;
    const parsed = parseQuantities(text);
    setProblem(parsed.ok ? null : parsed.problem);
    if (!parsed.ok) return;
    session.edit("add quantities", addQuantities(lineId, parsed.value.map((quantity) => ({ id: crypto.randomUUID(), quantity }))));
    session.leaveField();
    setText("");
  };

  return (
    <span className="relative block w-24">
      <Plus className="pointer-events-none absolute top-1.5 left-1.5 size-4 text-faint" aria-hidden="true" />
      <input
        className="h-7 w-full rounded-sm border border-dashed border-line-strong bg-transparent pr-1 pl-6 text-sm font-normal aria-invalid:border-bad"
        placeholder="Quantity"
        aria-label="Add quantities"
        inputMode="text"
        autoComplete="off"
        aria-invalid={problem !== null}
        aria-describedby={problem ? describe : undefined}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setProblem(null);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            add();
          }
        }}
        onBlur={add}
      />
      {problem && <span id={describe} role="alert" className="mt-1 block text-xs font-normal text-bad">{problem}</span>}
    </span>
  );
}
