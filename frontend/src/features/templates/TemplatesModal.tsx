import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "@/api/errors";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadingSpinner } from "@/ui/LoadingSpinner";
import { Modal } from "@/ui/Modal";
import { Notice } from "@/ui/Notice";
import { SearchInput } from "@/ui/SearchInput";

import { readTemplate, templatesQuery, type TemplateDetail } from "./queries";
import { TemplateRow } from "./TemplateRow";

interface TemplatesModalProps {
  readonly onPick: (template: TemplateDetail) => void;
  readonly onClose: () => void;
}

/** All templates that one may use: put one into the quote, or look after one's own. */
export function TemplatesModal({ onPick, onClose }: TemplatesModalProps) {
  const [text, setText] = useState("");
  const found = useQuery(templatesQuery());
  const pick = useMutation({ mutationFn: readTemplate, onSuccess: onPick });
  const words = text.trim().toLowerCase();
  const shown = (found.data ?? []).filter((one) => [one.name, ...one.titles].some((part) => part.toLowerCase().includes(words)));
  return (
    <Modal open title="Templates" description="Lines are copied into the quote and priced by today’s rates." onClose={onClose}>
      <div className="flex min-h-64 flex-col gap-3">
        <SearchInput label="Find a template" value={text} onSearch={setText} hotkey={false} />
        {pick.error && <Notice tone="bad">{pick.error instanceof ApiError ? pick.error.message : "The template could not be loaded. Try again."}</Notice>}
        {found.isPending && <LoadingSpinner label="Loading templates" />}
        {found.error && <ErrorState error={found.error} title="Templates" retry={() => void found.refetch()} />}
        {found.data?.length === 0 && (
          <EmptyState compact title="No templates yet" hint="Save a line, a section or a whole quote as a template, from its menu." />
        )}
        {found.data && found.data.length > 0 && shown.length === 0 && <EmptyState compact title="No template is called that" hint="Look for its name or for one of its lines." />}
        <ul aria-label="Templates" className="-mx-1 divide-y divide-line">
          {shown.map((one) => <TemplateRow key={one.id} template={one} busy={pick.isPending} onPick={() => pick.mutate(one.id)} />)}
        </ul>
      </div>
    </Modal>
  );
}
