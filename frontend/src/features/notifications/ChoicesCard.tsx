import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { ApiError } from "@/api/errors";
import { Card, CardHeader } from "@/ui/Card";
import { Checkbox } from "@/ui/Checkbox";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonLines } from "@/ui/Skeleton";
import { toast } from "@/ui/toast";

import { choicesQuery, setChoice, type Choice } from "./queries";

const WORDS: Record<Choice["kind"], string> = {
  mentioned: "Somebody names me in a note",
  approval_asked: "Somebody asks for my approval",
  approval_decided: "An approval that I asked for is decided",
  viewed: "A customer opens my quote for the first time",
  accepted: "A customer accepts",
  changes_asked: "A customer asks for changes",
  renewal_asked: "A customer asks to renew an expired quote",
  declined: "A customer declines",
  reminder_due: "A customer should be called, because no reminder can be mailed",
  expiring: "A quote of mine expires soon",
  expired: "A quote of mine expired",
  mail_failed: "A mail of mine did not leave",
};

/** What reaches this person, and where; each press is kept at once. */
export function ChoicesCard() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(choicesQuery());
  const { queryKey } = choicesQuery();
  const choose = useMutation({
    mutationFn: setChoice,
    onMutate: (chosen) => client.setQueryData(queryKey, (all) => all?.map((one) => (one.kind === chosen.kind ? chosen : one))),
    onError: (problem) => toast(problem instanceof ApiError ? problem.message : "That was not kept.", { tone: "bad" }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  return (
    <Card aria-labelledby="choices-title">
      <CardHeader id="choices-title" title="My notifications" />
      {error && !data ? <ErrorState error={error} title="Your choices could not be loaded" retry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines lines={6} label="Loading your choices" /> : null}
      {data && (
        <table className="w-full text-sm">
          <thead className="border-b border-line text-xs text-faint">
            <tr>
              <th scope="col" className="px-4 py-2 text-left font-medium">When</th>
              <th scope="col" className="w-16 px-2 py-2 font-medium">App</th>
              <th scope="col" className="w-16 px-2 py-2 font-medium">Mail</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {data.map((one) => (
              <tr key={one.kind}>
                <th scope="row" className="px-4 py-1 text-left font-normal">{WORDS[one.kind]}</th>
                {(["in_app", "by_mail"] as const).map((place) => (
                  <td key={place} className="text-center">
                    <Checkbox
                      hideLabel
                      label={`${WORDS[one.kind]}: ${place === "in_app" ? "in the app" : "by mail"}`}
                      checked={one[place]}
                      onChange={({ target }) => choose.mutate({ ...one, [place]: target.checked })}
                      className="size-11 items-center justify-center md:size-9"
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
