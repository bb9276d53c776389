import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "@/api/errors";
import { formatDay } from "@/lib/dates";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { toast } from "@/ui/toast";

import { isAddress, splitAddresses } from "./addresses";
import { cancelSchedule, retryMail, sendingQuery, type Sending } from "./queries";

/** What of a quote decides about its mail. */
interface Mailed {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly status: string;
  readonly allowed_actions: readonly string[];
}

/** What a person must know of a quote's mail: the hour at which it goes, why it stayed, who did not get it. */
export function SendingNotice({ quote }: { readonly quote: Mailed }) {
  const sending = useQuery(sendingQuery(quote.id, quote.version)).data;
  if (!sending) return null;
  const { schedule, mail } = sending;
  const failed = mail !== null && quote.status === "sent" && (mail.status === "failed" || (mail.status === "sent" && mail.refused.length > 0));
  return (
    <>
      {schedule?.status === "waiting" && <Waiting quote={quote} schedule={schedule} zone={sending.time_zone} />}
      {schedule?.status === "stopped" && quote.allowed_actions.includes("send") && (
        <Notice tone="warn">It was to go out on {formatDay(schedule.day)} at {schedule.time} and stayed here. {schedule.problem}</Notice>
      )}
      {failed && <Failed mail={mail} />}
    </>
  );
}

interface WaitingProps {
  readonly quote: Mailed;
  readonly schedule: NonNullable<Sending["schedule"]>;
  readonly zone: string;
}

function Waiting({ quote, schedule, zone }: WaitingProps) {
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelSchedule(quote),
    onSuccess: async () => {
      toast(`${quote.number} is not sent by itself any more.`);
      await client.invalidateQueries({ queryKey: ["quotes"] });
    },
    onError: (error) => toast(error instanceof ApiError ? error.message : "That did not work.", { tone: "bad" }),
  });
  return (
    <Notice tone="info">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>It goes out on {formatDay(schedule.day)} at {schedule.time} ({zone}), as {schedule.asked_by} asked. A change keeps it here. To choose another time, send it again.</p>
        <Button busy={cancel.isPending} onClick={() => cancel.mutate()}>Do not send it then</Button>
      </div>
    </Notice>
  );
}

function Failed({ mail }: { readonly mail: NonNullable<Sending["mail"]> }) {
  const client = useQueryClient();
  const [to, setTo] = useState("");
  const addresses = splitAddresses(to);
  const again = useMutation({
    mutationFn: () => retryMail(mail.id, addresses),
    onSuccess: async () => {
      toast("The mail is on its way again.");
      setTo("");
      await client.invalidateQueries({ queryKey: ["quotes"] });
    },
    onError: (error) => toast(error instanceof ApiError ? error.message : "That did not work.", { tone: "bad" }),
  });
  const wrong = addresses.filter((one) => !isAddress(one));
  return (
    <Notice tone="bad">
      <p>{mail.last_error}</p>
      {mail.refused.length > 0 && <ul className="list-disc pl-4">{mail.refused.map((one) => <li key={one.address}>{one.address}: {one.reason}</li>)}</ul>}
      <form
        className="mt-2 flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong.length === 0) again.mutate();
        }}
      >
        <Field label="The right address, if it was another" className="min-w-56 flex-1" error={wrong.length > 0 ? `${wrong.join(", ")} is not an e-mail address.` : undefined}>
          <Input inputMode="email" value={to} onChange={({ target }) => setTo(target.value)} />
        </Field>
        <Button type="submit" busy={again.isPending}>Send the mail again</Button>
      </form>
    </Notice>
  );
}
