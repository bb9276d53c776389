import { useState } from "react";

import { Marked, Understood } from "@/features/builder/entry/Marked";
import { useReading } from "@/features/builder/entry/useReading";
import { Card, CardHeader } from "@/ui/Card";
import { Field, Input } from "@/ui/Field";
import { Notice } from "@/ui/Notice";

/** A line as somebody would type it in a quote, read with the words that hold now. */
export function WordTester() {
  const [text, setText] = useState("");
  const { reading, problem } = useReading(text, text.trim() !== "");
  return (
    <Card aria-label="Try a line">
      <CardHeader title="Try a line" meta="Nothing is kept" />
      <div className="flex flex-col gap-3 p-4">
        <Field label="A line of a quote" hint="Such as 500 bc 16pt 4/4, with a word of yours in it.">
          <Input value={text} spellCheck={false} onChange={({ target }) => setText(target.value)} />
        </Field>
        {problem !== null && <Notice tone="bad">{problem}</Notice>}
        <div role="status" className="flex min-h-12 flex-col gap-2 text-sm">
          {reading && (
            <>
              <Marked reading={reading} />
              <Understood reading={reading} />
              {[...reading.pieces.flatMap(({ message }) => message ?? []), ...reading.problems.map(({ message }) => message)].filter(Boolean).map((said) => (
                <p key={said} className="text-xs text-warn">
                  {said}
                </p>
              ))}
            </>
          )}
        </div>
      </div>
    </Card>
  );
}
