import { Plus, Save, Trash2 } from "lucide-react";

import { formatMoment } from "@/lib/dates";
import { Button, IconButton } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Field, Input } from "@/ui/Field";
import { Notice } from "@/ui/Notice";

import { lastChange } from "./GroupCard";
import { RULES, updateOf, type Rule, type RuleDraft } from "./rules";

interface RuleRowProps {
  readonly rule: Rule;
  readonly draft: RuleDraft;
  readonly dirty: boolean;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onChange: (draft: RuleDraft) => void;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** One rule in words: when it asks, from what limit on, whether it is on, and who set it so. */
export function RuleRow({ rule, draft, dirty, busy, problem, onChange, onSave, onDiscard }: RuleRowProps) {
  const words = RULES[rule.code];
  const update = updateOf(rule.code, draft);
  const wrong = typeof update === "string" ? update : undefined;
  return (
    <li id={rule.code} className="flex scroll-mt-24 flex-col gap-3 p-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1">
          <h3 className="text-sm font-semibold">{words.title}</h3>
          <p className="text-sm text-soft">{words.asks}</p>
        </div>
        <Checkbox label="Asks" aria-label={`${words.title}: asks`} checked={draft.active} onChange={({ target }) => onChange({ ...draft, active: target.checked })} />
      </div>
      {words.measure !== null && (
        <Field label={words.label} hint={words.empty} error={wrong} className="max-w-60">
          <Input inputMode="decimal" className="text-right tabular-nums" value={draft.limit} onChange={({ target }) => onChange({ ...draft, limit: target.value })} />
        </Field>
      )}
      {rule.code === "nonstandard_terms" && (
        <fieldset className="flex flex-col gap-2">
          <legend className="text-xs font-medium text-soft">Terms that need no word</legend>
          {draft.terms.map((term, place) => (
            <span key={place} className="flex max-w-80 items-start gap-1">
              <Field label={`Term ${place + 1}`} hideLabel className="flex-1">
                <Input value={term} onChange={({ target }) => onChange({ ...draft, terms: draft.terms.map((one, at) => (at === place ? target.value : one)) })} />
              </Field>
              <IconButton label={`Take out ${term || `term ${place + 1}`}`} icon={<Trash2 aria-hidden />} onClick={() => onChange({ ...draft, terms: draft.terms.filter((_, at) => at !== place) })} />
            </span>
          ))}
          <Button icon={<Plus aria-hidden />} className="self-start" disabled={draft.terms.length >= 20} onClick={() => onChange({ ...draft, terms: [...draft.terms, ""] })}>
            Add a term
          </Button>
        </fieldset>
      )}
      {problem !== undefined && <Notice tone="bad">{problem}</Notice>}
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <span className="mr-auto text-xs text-faint">{rule.changed_at === null ? "As every shop starts" : rule.changed_by === null ? `Changed ${formatMoment(rule.changed_at)}` : lastChange(rule)}</span>
        {dirty && (
          <>
            <Button disabled={busy} onClick={onDiscard}>
              Discard
            </Button>
            <Button kind="primary" icon={<Save aria-hidden />} busy={busy} disabled={wrong !== undefined} onClick={onSave} aria-label={`Save ${words.title}`}>
              Save
            </Button>
          </>
        )}
      </div>
    </li>
  );
}
