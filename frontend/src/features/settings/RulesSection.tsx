import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useState } from "react";
import { useBlocker } from "react-router";

import { ApiError } from "@/api/errors";
import { ButtonLink } from "@/ui/Button";
import { Card, CardHeader } from "@/ui/Card";
import { ConfirmModal } from "@/ui/ConfirmModal";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonLines } from "@/ui/Skeleton";
import { toast } from "@/ui/toast";

import { RuleRow } from "./RuleRow";
import { draftOf, RULES, rulesQuery, saveRule, updateOf, type Rule, type RuleCode, type RuleDraft } from "./rules";
import { sameValue } from "./useGroup";

/** When a quote needs a colleague’s word before it goes out. */
export function RulesSection() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(rulesQuery());
  const [drafts, setDrafts] = useState<Partial<Record<RuleCode, RuleDraft>>>({});
  const [problems, setProblems] = useState<Partial<Record<RuleCode, string>>>({});
  const [busy, setBusy] = useState<RuleCode>();
  const isDirty = (rule: Rule) => drafts[rule.code] !== undefined && !sameValue(drafts[rule.code], draftOf(rule));
  const dirty = data?.some(isDirty) ?? false;
  const leaving = useBlocker(({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname);
  const drop = (code: RuleCode) => {
    setDrafts((before) => ({ ...before, [code]: undefined }));
    setProblems((before) => ({ ...before, [code]: undefined }));
  };
  const keep = (rule: Rule) => client.setQueryData<Rule[]>(rulesQuery().queryKey, (known) => known?.map((one) => (one.code === rule.code ? rule : one)));
  const save = async (rule: Rule, draft: RuleDraft) => {
    const update = updateOf(rule.code, draft);
    if (typeof update === "string") return;
    setBusy(rule.code);
    try {
      keep(await saveRule(rule.code, rule.version, update));
      drop(rule.code);
      toast(`${RULES[rule.code].title}: saved. It holds for the next quote that is sent.`);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      if (problem.status === 412) keep(problem.details["current"] as Rule);
      const said = problem.status === 412 ? "Somebody changed this rule meanwhile; below stands who. Yours is still here: save again to put it in the place of theirs, or discard it." : problem.message;
      setProblems((before) => ({ ...before, [rule.code]: said }));
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <Card aria-label="Approval rules" className="max-w-3xl">
      <CardHeader
        title="Approval rules"
        actions={
          <ButtonLink to="/users" icon={<Users aria-hidden />}>
            People’s own limits
          </ButtonLink>
        }
      />
      <p className="border-b border-line p-4 text-sm text-soft">
        Each rule that is on asks for a colleague’s word before a quote of a rep or an estimator goes out. An estimator clears what their own limits allow, a manager clears all of it, and nobody clears their own quote or a price that they typed. Limits that stand with a
        person, under Users, hold in place of these.
      </p>
      {error && !data ? <ErrorState error={error} title="The rules could not be loaded" retry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines lines={16} label="Loading the rules" /> : null}
      <ul className="divide-y divide-line">
        {data?.map((rule) => {
          const draft = drafts[rule.code] ?? draftOf(rule);
          return (
            <RuleRow
              key={rule.code}
              rule={rule}
              draft={draft}
              dirty={isDirty(rule)}
              busy={busy === rule.code}
              problem={problems[rule.code]}
              onChange={(next) => setDrafts((before) => ({ ...before, [rule.code]: next }))}
              onSave={() => void save(rule, draft)}
              onDiscard={() => drop(rule.code)}
            />
          );
        })}
      </ul>
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
        <p>A rule that you changed is not saved yet.</p>
      </ConfirmModal>
    </Card>
  );
}
