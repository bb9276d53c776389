import { Save } from "lucide-react";
import type { ReactNode } from "react";

import { formatMoment } from "@/lib/dates";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { ConfirmModal } from "@/ui/ConfirmModal";
import { Notice } from "@/ui/Notice";

import { PLACES } from "./places";
import { sameValue, type GroupForm } from "./useGroup";

/** Who changed something last, and when; what the shop started with was changed by nobody. */
export function lastChange({ changed_by, changed_at }: { changed_by: string | null; changed_at: string | null }): string {
  return changed_by === null || changed_at === null ? "As the shop started" : `Changed by ${changed_by}, ${formatMoment(changed_at)}`;
}

interface GroupCardProps<Values extends object> {
  readonly title: string;
  readonly form: GroupForm<Values>;
  readonly children: ReactNode;
}

/** A group of settings with its Save, who changed it last, and what to do if somebody was faster. */
export function GroupCard<Values extends object>({ title, form, children }: GroupCardProps<Values>) {
  const { problem, theirs, leaving } = form;
  return (
    <Card aria-label={title}>
      <CardHeader title={title} meta={lastChange(form.group)} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <div className="flex flex-col gap-4 p-4">
          {theirs && <Faster form={form} />}
          {problem && !theirs && <Notice tone="bad">{problem.fields.length > 0 ? "Nothing is saved: what is wrong is marked below." : problem.message}</Notice>}
          {children}
        </div>
        <footer className="sticky bottom-0 flex flex-wrap items-center justify-end gap-2 rounded-b-lg border-t border-line bg-surface px-4 py-2">
          <span role="status" className="mr-auto text-xs text-faint">
            {form.dirty ? "Not saved yet" : ""}
          </span>
          <Button disabled={!form.dirty || form.busy} onClick={form.discard}>
            Discard
          </Button>
          <Button kind="primary" type="submit" icon={<Save aria-hidden />} busy={form.busy} disabled={!form.dirty || theirs !== null}>
            Save
          </Button>
        </footer>
      </form>
      <ConfirmModal
        open={leaving.state === "blocked"}
        title="Leave without saving?"
        verb="Leave"
        danger
        onConfirm={() => {
          leaving.proceed?.();
          return Promise.resolve();
        }}
        onClose={() => leaving.reset?.()}
      >
        <p>What you changed in these settings is not saved yet.</p>
      </ConfirmModal>
    </Card>
  );
}

function Faster<Values extends object>({ form }: { readonly form: GroupForm<Values> }) {
  const theirs = form.theirs;
  if (!theirs) return null;
  const names = Object.keys(theirs.values) as (keyof Values & string)[];
  const changed = names.filter((name) => !sameValue(theirs.values[name], form.group.values[name]));
  return (
    <Notice tone="warn">
      <p className="font-semibold">
        {theirs.changed_by ?? "Somebody"} changed these settings on {formatMoment(theirs.changed_at)}. Yours are not lost.
      </p>
      <ul className="my-1 list-disc pl-4">
        {changed.map((name) => (
          <li key={name} className="wrap-anywhere">
            {PLACES.find((place) => place.id === name)?.label ?? name}: theirs is <q>{brief(theirs.values[name])}</q>
            {!sameValue(form.values[name], form.group.values[name]) && (
              <>
                , yours is <q>{brief(form.values[name])}</q>
              </>
            )}
          </li>
        ))}
      </ul>
      <span className="flex flex-wrap gap-2 pt-1">
        <Button onClick={() => form.goOn(true)}>Put mine on top of theirs</Button>
        <Button onClick={() => form.goOn(false)}>Take theirs</Button>
      </span>
    </Notice>
  );
}

const LONGEST = 120;

function brief(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text === "null" || text === "") return "nothing";
  if (text.startsWith("<svg")) return "another drawing";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
