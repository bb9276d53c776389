import { toCount } from "@/lib/count";
import { Input } from "@/ui/Field";

import { GroupCard } from "./GroupCard";
import { LinesEditor, written } from "./LinesEditor";
import { NumberingCard } from "./NumberingCard";
import { PaperPreview } from "./PaperPreview";
import { saveQuotes, type QuoteValues, type Settings } from "./queries";
import { Setting, TextSetting } from "./Setting";
import { useGroup } from "./useGroup";

function read(typed: QuoteValues): QuoteValues {
  return { ...typed, payment_terms: written(typed.payment_terms), clauses: written(typed.clauses) };
}

/** What a new quote starts with, and what stands under every one that is sent from now on. */
export function QuotesSection({ settings }: { readonly settings: Settings }) {
  const form = useGroup("quotes", settings.quotes, saveQuotes, read);
  const { values, change, error } = form;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <GroupCard title="Quotes" form={form}>
          <Setting id="valid_days" label="Valid for" hint="Days from its making until a new, revised or extended quote expires." error={error("valid_days")}>
            <Input
              inputMode="numeric"
              className="max-w-28 text-right tabular-nums"
              value={values.valid_days === 0 ? "" : String(values.valid_days)}
              onChange={({ target }) => change({ valid_days: target.value === "" ? 0 : (toCount(target.value) ?? values.valid_days) })}
            />
          </Setting>
          <TextSetting
            id="usual_terms"
            label="Usual terms of payment"
            hint="For a quote to somebody who is no customer yet; a customer’s own terms come first."
            value={values.usual_terms}
            error={error("usual_terms")}
            onChange={(usual_terms) => change({ usual_terms })}
          />
          <LinesEditor
            id="payment_terms"
            legend="Terms to choose from"
            hint="Offered where terms of payment are typed. Which of them need no approval is said under Approval rules."
            one="Term"
            lines={values.payment_terms}
            most={20}
            error={(place) => error("payment_terms", place)}
            onChange={(payment_terms) => change({ payment_terms })}
          />
          <LinesEditor
            id="clauses"
            legend="Terms and conditions"
            hint="Numbered at the end of every quote. A short first sentence becomes the clause’s heading. What was sent keeps the clauses that it was sent with."
            one="Clause"
            long
            lines={values.clauses}
            most={40}
            error={(place) => error("clauses", place)}
            onChange={(clauses) => change({ clauses })}
          />
        </GroupCard>
        <NumberingCard numbering={settings.numbering} />
      </div>
      <PaperPreview quotes={read(values)} />
    </div>
  );
}
