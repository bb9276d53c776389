import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useState } from "react";

import { ApiError } from "@/api/errors";
import { useCan } from "@/features/auth/queries";
import { plural } from "@/lib/count";
import { Badge } from "@/ui/Badge";
import { Button, IconButton } from "@/ui/Button";
import { Input } from "@/ui/Field";
import { Menu } from "@/ui/Menu";
import { toast } from "@/ui/toast";

import { deleteTemplate, KIND_WORDS, restoreTemplate, updateTemplate, type Template } from "./queries";

interface TemplateRowProps {
  readonly template: Template;
  readonly busy: boolean;
  readonly onPick: () => void;
}

/** One template: what it holds, who keeps it; renamed where it stands, deleted with the way back. */
export function TemplateRow({ template, busy, onPick }: TemplateRowProps) {
  const can = useCan();
  const client = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const renew = () => client.invalidateQueries({ queryKey: ["templates"] });
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: renew,
    onError: (error) => toast(error instanceof ApiError ? error.message : "That did not work. Try again.", { tone: "bad" }),
  });
  const rename = () => {
    const wanted = name?.trim() ?? "";
    setName(null);
    if (wanted !== "" && wanted !== template.name) act.mutate(() => updateTemplate(template, { name: wanted }));
  };
  const remove = async () => {
    await deleteTemplate(template);
    toast(`${template.name} deleted.`, { undo: () => act.mutate(() => restoreTemplate(template.id)) });
  };
  return (
    <li className="flex items-center gap-2 px-1 py-2">
      {name === null ? (
        <button type="button" disabled={busy} onClick={onPick} className="flex min-h-11 min-w-0 flex-1 flex-col justify-center rounded-sm px-1 text-left hover:bg-sunken">
          <span className="flex max-w-full items-center gap-2">
            <span className="truncate text-sm font-medium">{template.name}</span>
            <Badge>{KIND_WORDS[template.kind]}</Badge>
            {template.shared && <Badge tone="accent">Shared</Badge>}
          </span>
          <span className="max-w-full truncate text-xs text-faint">
            {plural(template.titles.length, "line")}: {template.titles.join(", ")} · {template.owner.name}
          </span>
        </button>
      ) : (
        <form
          className="flex min-w-0 flex-1 items-center gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            rename();
          }}
        >
          <Input
            aria-label={`Name of ${template.name}`}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person asked to rename it just now
            autoFocus
            value={name}
            maxLength={200}
            onChange={({ target }) => setName(target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              // The dialog around it stays open.
              event.preventDefault();
              setName(null);
            }}
          />
          <Button type="submit" kind="primary">Rename</Button>
        </form>
      )}
      {template.may_change && name === null && (
        <Menu
          trigger={<IconButton label={`More for ${template.name}`} icon={<Ellipsis aria-hidden="true" />} />}
          items={[
            { id: "rename", label: "Rename", onSelect: () => setName(template.name) },
            ...(can("quotes:write_all") || template.shared
              ? [{ id: "share", label: template.shared ? "Only for its keeper" : "Share with everybody", onSelect: () => act.mutate(() => updateTemplate(template, { shared: !template.shared })) }]
              : []),
            "line",
            { id: "delete", label: "Delete", danger: true, onSelect: () => act.mutate(remove) },
          ]}
        />
      )}
    </li>
  );
}
