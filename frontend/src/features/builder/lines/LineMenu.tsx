import { ArrowDown, ArrowUp, Copy, Ellipsis, Heading, Trash2 } from "lucide-react";

import { IconButton } from "@/ui/Button";
import { Menu } from "@/ui/Menu";

import { copyLine, deleteLine, shiftLine } from "../actions";
import { useBuilder, useSession } from "../context";
import { setLine, setSection } from "../model/edits";
import { useBuilderUi } from "../ui";

interface LineMenuProps {
  readonly id: string;
  readonly index: number;
  readonly title: string;
  readonly optional: boolean;
  readonly section: string;
}

export function LineMenu({ id, index, title, optional, section }: LineMenuProps) {
  const session = useSession();
  const { open } = useBuilderUi();
  const last = useBuilder((state) => state.draft.order.length - 1);
  return (
    <Menu
      trigger={<IconButton label={`More for ${title}`} icon={<Ellipsis aria-hidden="true" />} />}
      items={[
        { id: "up", label: "Move up", keys: "Alt+ArrowUp", icon: <ArrowUp aria-hidden="true" />, disabled: index === 0, onSelect: () => shiftLine(session, id, -1) },
        { id: "down", label: "Move down", keys: "Alt+ArrowDown", icon: <ArrowDown aria-hidden="true" />, disabled: index === last, onSelect: () => shiftLine(session, id, 1) },
        { id: "copy", label: "Duplicate", keys: "$mod+d", icon: <Copy aria-hidden="true" />, onSelect: () => open(copyLine(session, id)) },
        "line",
        {
          id: "section", label: "Start a section here", icon: <Heading aria-hidden="true" />,
          onSelect: () => session.edit("heading", setSection(id, section === "" ? "New section" : `${section} 2`)),
        },
        {
          id: "optional", label: optional ? "Make required" : "Make optional",
          onSelect: () => session.edit("optional", setLine(id, { optional: !optional })),
        },
        "line",
        { id: "delete", label: "Delete", keys: "Delete", danger: true, icon: <Trash2 aria-hidden="true" />, onSelect: () => deleteLine(session, id) },
      ]}
    />
  );
}
