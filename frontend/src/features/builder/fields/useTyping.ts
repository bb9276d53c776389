import { useMemo } from "react";

import { useTyping as useTypingBy, type Typing, type TypingOptions, type Typist } from "@/ui/spec/useTyping";

import { useSession } from "../context";
import type { BuilderSession } from "../model/session";

/** A text field of the draft. */
export function useTyping(options: TypingOptions): Typing {
  const session = useSession();
  return useTypingBy(useMemo(() => typistOf(session), [session]), options);
}

/** The draft as the keeper of typed text; `prefix` stands before the names of all fields. */
export function typistOf({ store, leaveField }: Pick<BuilderSession, "store" | "leaveField">, prefix = ""): Typist {
  return {
    subscribe: store.subscribe,
    epoch: () => store.getState().epoch,
    unread: (field) => store.getState().unread[`${prefix}${field}`] ?? null,
    setUnread: (field, problem) => store.setUnread(`${prefix}${field}`, problem),
    leave: leaveField,
  };
}
