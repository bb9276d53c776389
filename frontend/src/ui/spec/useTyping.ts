import { useEffect, useState, useSyncExternalStore } from "react";

/** Who keeps what is typed into fields that are taken as they are typed. */
export interface Typist {
  readonly subscribe: (listener: () => void) => () => void;
  /** Changes when the values change under the fields: then typed text gives way. */
  readonly epoch: () => number;
  /** What is wrong with the text that a field holds, if it cannot be read. */
  readonly unread: (field: string) => string | null;
  readonly setUnread: (field: string, problem: string | null) => void;
  /** A field was left with text that can be read. */
  readonly leave: () => void;
}

export interface TypingOptions {
  /** What the field shows while nobody types in it. */
  readonly shown: string;
  /** Takes the text; answers with what is wrong with it, or null. */
  readonly take: (text: string) => string | null;
  /** Names the field among those that hold unreadable text. */
  readonly field: string;
}

export interface Typing {
  readonly value: string;
  readonly onChange: (event: { target: { value: string } }) => void;
  readonly onBlur: () => void;
  readonly problem: string | null;
}

/**
 * A text field whose text is taken as it is typed. While it is typed in, it shows the typed text, so that neither a
 * save that tidies the value nor a price that arrives moves the caret; text that cannot be read stays until it is mended.
 */
export function useTyping(typist: Typist, { shown, take, field }: TypingOptions): Typing {
  const epoch = useSyncExternalStore(typist.subscribe, typist.epoch);
  const problem = useSyncExternalStore(typist.subscribe, () => typist.unread(field));
  const [typed, setTyped] = useState<{ text: string; epoch: number } | null>(null);
  useEffect(() => () => typist.setUnread(field, null), [field, typist]);
  const current = typed?.epoch === epoch ? typed : null;
  return {
    value: current?.text ?? shown,
    problem: current ? problem : null,
    onChange: ({ target }) => {
      setTyped({ text: target.value, epoch });
      typist.setUnread(field, take(target.value));
    },
    onBlur: () => {
      if (!current) return;
      if (problem === null) setTyped(null);
      typist.leave();
    },
  };
}
