import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";

import { ApiError } from "@/api/errors";

import { isAddress } from "./addresses";
import { mailTemplatesQuery, quoteMailQuery, sendingQuery, type MailKind, type MailPreview, type MailTemplate, type QuoteSend, type Sending } from "./queries";

interface Letter {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly template: string;
  readonly subject: string;
  readonly body: string;
  readonly pdf: boolean;
  readonly link: boolean;
  readonly later: boolean;
  readonly day: string;
  readonly time: string;
}

export interface Writing {
  readonly letter: Letter;
  readonly change: (changed: Partial<Letter>) => void;
  readonly sending: Sending | undefined;
  readonly kind: MailKind | undefined;
  readonly templates: readonly MailTemplate[];
  readonly preview: MailPreview | undefined;
  /** What is wrong with its words, in a sentence. */
  readonly problem: string | undefined;
  /** What goes to the server; whoever waits for it sends what the dialog will show. */
  readonly toSend: () => QuoteSend;
}

/** A mail as it is written: what nobody changed is whom the customer's last one went to, in the template's words. */
export function useLetter(quoteId: string, version: number, recipients: readonly string[]): Writing {
  const [typed, setTyped] = useState<Partial<Letter>>({});
  const sending = useQuery(sendingQuery(quoteId, version)).data;
  const list = useQuery(mailTemplatesQuery()).data;
  const kind = list?.kinds.find((one) => one.kind === sending?.kind);
  const templates = list?.templates.filter((one) => one.kind === sending?.kind) ?? [];
  const code = typed.template ?? sending?.kind ?? "";
  const template = templates.find((one) => one.code === code);
  const usual = sending && sending.to.length > 0 ? sending.to : recipients;
  const letter: Letter = {
    to: usual, cc: sending?.cc ?? [], subject: template?.subject ?? "", body: template?.body ?? "",
    pdf: true, link: true, later: false, day: sending?.today ?? "", time: "08:00",
    ...typed,
    template: code,
  };
  const changed = (text: string | undefined, own: string | undefined) => (text !== undefined && text !== own ? text : "");
  const draft = {
    template: code === sending?.kind ? "" : code,
    subject: changed(typed.subject, template?.subject),
    message: changed(typed.body, template?.body),
    include_link: letter.link,
  };
  const shown = useQuery({ ...quoteMailQuery(quoteId, version, useDeferredValue(draft)), enabled: sending !== undefined });
  return {
    letter,
    change: (one) =>
      setTyped((now) => {
        // Another template comes with its own words.
        const { subject: _subject, body: _body, ...rest } = now;
        return { ...(one.template === undefined ? now : rest), ...one };
      }),
    sending,
    kind,
    templates,
    preview: shown.data,
    problem: shown.error instanceof ApiError && shown.error.status === 422 ? shown.error.message : undefined,
    toSend: () => ({ ...draft, to: [...letter.to], cc: [...letter.cc], attach_pdf: letter.pdf }),
  };
}

/** Everybody that it goes to, or null where one of them is no address. */
export function addressesOf({ to, cc }: Letter): readonly string[] | null {
  return [...to, ...cc].every(isAddress) ? [...to, ...cc] : null;
}
