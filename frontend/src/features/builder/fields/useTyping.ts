import { useEffect, useState } from "react";

import { useBuilder, useSession } from "../context";

interface Typing {
  readonly value: string;
  readonly onChange: (event: { target: { value: string } }) => void;
  readonly onBlur: () => void;
}

export interface TypingOptions {
  /** What the field shows while nobody types in it. */
  readonly shown: string;
  /** Takes the text into the draft; answers with what is wrong with it, or null. */
  readonly take: (text: string) => string | null;
  /** Names the field among those that hold unreadable text. */
  readonly field: string;
}

/**
 * A text field of the draft. While it is typed in, it shows the typed text, so that neither a save that tidies
 * the value nor a price that arrives moves the caret; text that cannot be read stays until it is mended.
 */
export function useTyping({ shown, take, field }: TypingOptions): Typing & { problem: string | null } {
  const session = useSession();
  const epoch = useBuilder((state) => state.epoch);
  const problem = useBuilder((state) => state.unread[field] ?? null);
  const [typed, setTyped] = useState<{ text: string; epoch: number } | null>(null);
  useEffect(() => () => session.store.setUnread(field, null), [field, session]);
  const current = typed?.epoch === epoch ? typed : null;
  return {
    value: current?.text ?? shown,
    problem: current ? problem : null,
    onChange: ({ target }) => {
      setTyped({ text: target.value, epoch });
      session.store.setUnread(field, take(target.value));
    },
    onBlur: () => {
      if (!current) return;
      if (problem === null) setTyped(null);
      session.leaveField();
    },
  };
}
