import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Link } from "react-router";

import { answer, api, ifMatch } from "@/api/client";
import { ApiError } from "@/api/errors";
import { cn } from "@/lib/cn";
import { formatMoment } from "@/lib/dates";
import { useUrlState } from "@/lib/urlState";
import { Button } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { ConfirmModal } from "@/ui/ConfirmModal";
import { Field, Input } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { QueryProblem } from "@/ui/QueryProblem";
import { SkeletonLines } from "@/ui/Skeleton";
import { toast } from "@/ui/toast";

import { MailSheet } from "./MailSheet";
import { MailWords } from "./MailWords";
import { mailTemplatesQuery, templateMailQuery, type MailKind, type MailTemplate } from "./queries";

const DEFAULTS = { template: "quote" };

/** What every mail says: chosen on the left, worded in the middle, shown as it is read. */
function MailTemplatesPage() {
  const { values, set } = useUrlState(DEFAULTS);
  const { data, error, refetch } = useQuery(mailTemplatesQuery());
  if (error && !data) return <QueryProblem error={error} title="The mails could not be loaded" retry={() => void refetch()} permission="settings:manage" />;
  const template = data?.templates.find(({ code }) => code === values.template) ?? data?.templates[0];
  const kind = data?.kinds.find((one) => one.kind === template?.kind);
  return (
    <>
      <title>Mails · Settings · PatriotForge</title>
      <PageHeader title="Mails" back={{ to: "/settings/mail", label: "Settings" }} meta="What every mail says, with fields that are filled in as it is written" />
      {data && template && kind ? (
        <div className="grid items-start gap-4 md:grid-cols-[14rem_minmax(0,1fr)]">
          <Card aria-label="Mails">
            <ul className="flex flex-col p-1.5">
              {data.templates.map((one) => (
                <li key={one.code}>
                  <Link
                    to={`?template=${one.code}`}
                    aria-current={one.code === template.code ? "page" : undefined}
                    className={cn("flex min-h-9 items-center justify-between gap-2 rounded-md px-2.5 py-1 text-sm text-soft hover:bg-sunken hover:text-ink", one.own && "pl-6", one.code === template.code && "bg-accent-soft font-medium text-accent-ink")}
                  >
                    {one.name}
                    {one.changed && <span className="text-xs font-normal text-faint">yours</span>}
                  </Link>
                </li>
              ))}
            </ul>
          </Card>
          <Editor key={`${template.code}/${template.version}`} template={template} kind={kind} onShow={(code) => set({ template: code })} />
        </div>
      ) : <Card><SkeletonLines lines={12} label="Loading the mails" /></Card>}
    </>
  );
}

export { MailTemplatesPage as Component };

interface EditorProps {
  readonly template: MailTemplate;
  readonly kind: MailKind;
  readonly onShow: (code: string) => void;
}

function Editor({ template, kind, onShow }: EditorProps) {
  const client = useQueryClient();
  const [words, setWords] = useState({ name: template.name, subject: template.subject, body: template.body });
  const [deleting, setDeleting] = useState(false);
  const shown = useQuery(templateMailQuery(useDeferredValue({ kind: template.kind, subject: words.subject, body: words.body })));
  const at = { path: { code: template.code }, header: ifMatch(template.version) };
  const done = async (said: string, code: string) => {
    toast(said);
    onShow(code);
    await client.invalidateQueries({ queryKey: ["mail-templates"] });
  };
  const save = useMutation({
    mutationFn: () => answer(api.PUT("/api/mail-templates/{code}", { params: at, body: words })),
    onSuccess: ({ code }) => done("Saved. The next mail says this.", code),
  });
  const add = useMutation({
    mutationFn: () => answer(api.POST("/api/mail-templates", { body: { ...words, kind: template.kind, name: `${words.name}, another` } })),
    onSuccess: ({ code }) => done("Added. Give it a name of its own.", code),
  });
  const reset = useMutation({
    mutationFn: () => answer(api.POST("/api/mail-templates/{code}/reset", { params: at })),
    onSuccess: ({ code }) => done("It says what it said at first.", code),
  });
  const remove = async () => {
    await answer(api.DELETE("/api/mail-templates/{code}", { params: at }));
    await done(`${template.name} is deleted.`, template.kind);
  };
  const refusal = save.error ?? add.error ?? reset.error ?? shown.error;
  const changed = words.name !== template.name || words.subject !== template.subject || words.body !== template.body;
  return (
    <Card aria-labelledby="mail-title">
      <CardHeader id="mail-title" title={template.name} />
      <div className="grid gap-5 p-4 xl:grid-cols-2">
        <form
          className="flex min-w-0 flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <p className="text-sm text-soft">{kind.says}</p>
          {refusal && <Notice tone="bad">{refusal instanceof ApiError ? refusal.message : "That did not work."}</Notice>}
          {template.own && <Field label="Name"><Input value={words.name} maxLength={200} onChange={({ target }) => setWords({ ...words, name: target.value })} /></Field>}
          <MailWords fields={kind.fields} subject={words.subject} body={words.body} rows={14} onChange={(one) => setWords({ ...words, ...one })} />
          <div className="flex flex-wrap gap-2">
            <Button kind="primary" type="submit" busy={save.isPending} disabled={!changed}>Save</Button>
            {kind.several && <Button icon={<Plus aria-hidden="true" />} busy={add.isPending} onClick={() => add.mutate()}>Add another of this kind</Button>}
            {template.changed && <Button busy={reset.isPending} onClick={() => reset.mutate()}>Set back to the first wording</Button>}
            {template.own && <Button kind="danger" onClick={() => setDeleting(true)}>Delete…</Button>}
          </div>
          {template.changed_at !== null && <p className="text-xs text-faint">Changed by {template.changed_by ?? "somebody"} on {formatMoment(template.changed_at)}</p>}
        </form>
        <MailSheet mail={shown.data} />
      </div>
      <ConfirmModal open={deleting} title={`Delete ${template.name}?`} verb="Delete" danger onConfirm={remove} onClose={() => setDeleting(false)}>
        Nobody can choose it any more. Mails that were sent stay as they are.
      </ConfirmModal>
    </Card>
  );
}
