import { LayoutTemplate, X } from "lucide-react";

import { dollars } from "@/lib/figures";
import { IconButton } from "@/ui/Button";

import { useBuilder, useFigures, useLine, useSession } from "../context";
import { useTyping } from "../fields/useTyping";
import { sectionOf, setSection } from "../model/edits";
import { useBuilderUi } from "../ui";

/** The heading over a group of lines, edited where it stands. */
export function SectionHeading({ lineId }: { readonly lineId: string }) {
  const session = useSession();
  const { keep } = useBuilderUi();
  const line = useLine(lineId);
  const position = useFigures(lineId)?.position;
  const sum = useBuilder(({ figures }) => figures.totals.sections.find((one) => one.position === position && one.heading === line?.section)?.subtotal);
  const typing = useTyping({
    shown: line?.section ?? "",
    field: `${lineId}/section`,
    take: (text) => {
      if (text.trim() === "") return "A heading needs a name. Remove it with the cross.";
      session.edit("heading", setSection(lineId, text), `${lineId}.section`);
      return null;
    },
  });
  return (
    <div className="flex items-center gap-2 border-b border-line bg-sunken py-1 pr-3 pl-11">
      <input
        className="h-8 min-w-0 flex-1 rounded-sm border border-transparent bg-transparent px-1.5 text-sm font-semibold hover:border-line-strong focus:border-line-strong focus:bg-surface aria-invalid:border-bad"
        aria-label="Section heading"
        aria-invalid={typing.problem !== null}
        title={typing.problem ?? undefined}
        maxLength={200}
        value={typing.value}
        onChange={typing.onChange}
        onBlur={typing.onBlur}
      />
      {sum !== undefined && (
        <span className="text-sm font-medium whitespace-nowrap tabular-nums" data-figure>
          <span className="sr-only">Subtotal: </span>
          {dollars(sum)}
        </span>
      )}
      <IconButton
        label={`Save the section ${line?.section ?? ""} as a template`}
        icon={<LayoutTemplate aria-hidden="true" />}
        onClick={() => keep({ kind: "section", lineIds: sectionOf(session.store.getState().draft, lineId), name: line?.section ?? "" })}
      />
      <IconButton label={`Remove the heading ${line?.section ?? ""}`} icon={<X aria-hidden="true" />} onClick={() => session.edit("remove heading", setSection(lineId, ""))} />
    </div>
  );
}
