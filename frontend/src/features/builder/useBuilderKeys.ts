import { flushSync } from "react-dom";

import { useHotkeys, type Hotkey } from "@/lib/hotkeys";
import { toast } from "@/ui/toast";

import { copyLine, deleteLine, neighbour, shiftLine } from "./actions";
import { useSession } from "./context";
import { focusLine, openAndFocus } from "./focus";
import { selectQuantity } from "./model/edits";

interface BuilderKeys {
  readonly openId: string | null;
  readonly open: (id: string | null) => void;
  readonly send: (() => void) | null;
  readonly preview: () => void;
  /** A dialog is open: its own keys come first. */
  readonly busy: boolean;
}

const GROUP = "Quote";

/** The line that the keyboard is on: the one in focus, else the open one. */
function currentLine(openId: string | null): string | null {
  const focused = document.activeElement?.closest<HTMLElement>("[id^=line-]")?.id.slice("line-".length);
  return focused ?? openId;
}

export function useBuilderKeys({ openId, open, send, preview, busy }: BuilderKeys): void {
  const session = useSession();
  const onLine = (run: (id: string) => void) => () => {
    const id = currentLine(openId);
    if (id !== null) run(id);
  };
  const move = (by: 1 | -1) => onLine((id) => {
    const focused = document.activeElement;
    flushSync(() => shiftLine(session, id, by));
    // An element that changes its place in the document loses the focus on the way.
    if (focused instanceof HTMLElement) focused.focus();
    document.getElementById(`line-${id}`)?.scrollIntoView({ block: "nearest" });
  });
  const go = (by: 1 | -1) => () => {
    const id = neighbour(session, openId, by);
    if (id === null) return;
    focusLine(id);
    open(id);
  };
  const choose = (place: number) => onLine((id) => {
    const row = session.store.getState().draft.lines[id]?.quantities[place];
    if (row) session.edit("choose quantity", selectQuantity(id, row.id));
  });

  const keys: Hotkey[] = [
    { keys: "$mod+z", label: "Undo", group: GROUP, whileTyping: true, run: () => void session.store.undo() },
    { keys: "$mod+Shift+z", label: "Redo", group: GROUP, whileTyping: true, run: () => void session.store.redo() },
    {
      keys: "$mod+s", label: "Save now", group: GROUP, whileTyping: true,
      run: () => void session.saver.flush().then((done) => toast(done ? "Saved. Every edit is saved by itself." : "Not saved yet: see beside the number.")),
    },
    { keys: "$mod+p", label: "Preview the PDF", group: GROUP, whileTyping: true, run: preview },
    ...(send ? [{ keys: "$mod+Enter", label: "Send", group: GROUP, whileTyping: true, run: send }] : []),
    { keys: "Alt+ArrowUp", label: "Move the line up", group: GROUP, whileTyping: true, run: move(-1) },
    { keys: "Alt+ArrowDown", label: "Move the line down", group: GROUP, whileTyping: true, run: move(1) },
    {
      keys: "$mod+d", label: "Duplicate the line", group: GROUP, whileTyping: true,
      run: onLine((id) => {
        const copy = copyLine(session, id);
        openAndFocus(open, copy);
      }),
    },
    {
      keys: "Delete", label: "Delete the line", group: GROUP,
      run: onLine((id) => {
        const next = neighbour(session, id, 1);
        deleteLine(session, id);
        if (next !== null && next !== id) focusLine(next);
      }),
    },
    { keys: "[", label: "Previous line", group: GROUP, run: go(-1) },
    { keys: "]", label: "Next line", group: GROUP, run: go(1) },
    {
      keys: "Escape", label: "Close the line", group: GROUP, whileTyping: true,
      run: () => {
        if (openId === null) return;
        focusLine(openId);
        open(null);
      },
    },
    ...Array.from({ length: 8 }, (_, place) => ({
      keys: `${place + 1}`, label: `Quote quantity ${place + 1}`, group: GROUP, run: choose(place),
    })),
  ];
  useHotkeys(keys, !busy);
}
