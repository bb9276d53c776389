import { ArrowDown, ArrowUp, Copy, Ellipsis, Heading, LayoutTemplate, Paperclip, Trash2 } from "lucide-react";

import { IconButton } from "@/ui/Button";
import { Menu } from "@/ui/Menu";

import { copyLine, deleteLine, placeBeside, shiftLine } from "../actions";
import { useBuilder, useLine, useSession } from "../context";
import { rootAbove, setAlternate } from "../model/alternates";
import { setLine, setSection } from "../model/edits";
import { useBuilderUi } from "../ui";

interface LineMenuProps {
  readonly id: string;
  readonly title: string;
}

export function LineMenu({ id, title }: LineMenuProps) {
  const session = useSession();
  const { open, keep, showFiles } = useBuilderUi();
  const up = useBuilder((state) => placeBeside(state.draft, id, -1) !== null);
  const down = useBuilder((state) => placeBeside(state.draft, id, 1) !== null);
  const above = useBuilder((state) => rootAbove(state.draft, id));
  const line = useLine(id);
  const isSaved = useBuilder((state) => id in state.saved.lines);
  const { optional = false, section = "", alternate_of: root = null } = line ?? {};
  return (
    <Menu
      trigger={<IconButton label={`More for ${title}`} icon={<Ellipsis aria-hidden="true" />} />}
      items={[
        { id: "up", label: "Move up", keys: "Alt+ArrowUp", icon: <ArrowUp aria-hidden="true" />, disabled: !up, onSelect: () => shiftLine(session, id, -1) },
        { id: "down", label: "Move down", keys: "Alt+ArrowDown", icon: <ArrowDown aria-hidden="true" />, disabled: !down, onSelect: () => shiftLine(session, id, 1) },
        { id: "copy", label: "Duplicate", keys: "$mod+d", icon: <Copy aria-hidden="true" />, onSelect: () => open(copyLine(session, id)) },
        "line",
        {
          id: "section", label: "Start a section here", icon: <Heading aria-hidden="true" />, disabled: root !== null,
          onSelect: () => session.edit("heading", setSection(id, section === "" ? "New section" : `${section} 2`)),
        },
        ...(root === null ? [{
          id: "optional", label: optional ? "Make required" : "Make optional",
          onSelect: () => session.edit("optional", setLine(id, { optional: !optional })),
        }] : []),
        root === null
          ? {
              id: "alternate", label: "Make an alternate of the line above", disabled: above === null,
              onSelect: () => session.edit("alternate", setAlternate(id, above)),
            }
          : { id: "alternate", label: "Stand by itself", onSelect: () => session.edit("alternate", setAlternate(id, null)) },
        ...(line?.kind === "product" || line?.kind === "outside"
          ? [{ id: "files", label: "Artwork…", icon: <Paperclip aria-hidden="true" />, disabled: !isSaved, onSelect: () => showFiles(id) }]
          : []),
        { id: "keep", label: "Save as template…", icon: <LayoutTemplate aria-hidden="true" />, onSelect: () => keep({ kind: "line", lineIds: [id], name: title }) },
        "line",
        { id: "delete", label: "Delete", keys: "Delete", danger: true, icon: <Trash2 aria-hidden="true" />, onSelect: () => deleteLine(session, id) },
      ]}
    />
  );
}
