import { queryOptions } from "@tanstack/react-query";

import { answer, api, ifMatch, type Schemas } from "@/api/client";
import { fractionToPercent, isMoney, percentToFraction, toMoney } from "@/lib/money";

export type Rule = Schemas["ApprovalRuleResponse"];
export type RuleCode = Rule["code"];

export function rulesQuery() {
  return queryOptions({ queryKey: ["approvals", "rules"], queryFn: ({ signal }) => answer(api.GET("/api/approvals/rules", { signal })) });
}

export function saveRule(code: RuleCode, version: number, body: Schemas["ApprovalRuleUpdate"]): Promise<Rule> {
  return answer(api.PUT("/api/approvals/rules/{code}", { params: { path: { code }, header: ifMatch(version) }, body }));
}

/** How a rule's limit is typed: as money, as a percentage, as whole days; null where it has none. */
type Measure = "money" | "percent" | "days" | null;

interface RuleWords {
  readonly title: string;
  /** When it asks. */
  readonly asks: string;
  readonly measure: Measure;
  readonly label?: string;
  /** What an empty limit means, where it may be empty. */
  readonly empty?: string;
}

export const RULES: Readonly<Record<RuleCode, RuleWords>> = {
  total_over_limit: { title: "Large quotes", asks: "A quote can come to more than this.", measure: "money", label: "Total over" },
  below_floor: { title: "Margin under the floor", asks: "A line or the quote earns less than this.", measure: "percent", label: "Margin under, %", empty: "Empty: the rate book’s margin floor." },
  margin_unknown: { title: "Margin not known", asks: "A line has a price and nobody wrote down what it costs.", measure: null },
  discount_over_limit: { title: "Large discounts", asks: "Discounts on lines and on the quote take off more than this.", measure: "percent", label: "Discount over, %" },
  typed_price: { title: "Prices typed by hand", asks: "A rep typed a price this far below what the formula asks.", measure: "percent", label: "Below the formula by more than, %" },
  outside_without_quote: { title: "Outside purchases", asks: "Work is bought outside and no vendor’s quote is written down.", measure: null },
  rush: { title: "Rush jobs", asks: "A line is promised in fewer working days than this.", measure: "days", label: "Fewer days than" },
  nonstandard_terms: { title: "Unusual terms of payment", asks: "The terms are neither the customer’s own nor one of these.", measure: null },
};

export interface RuleDraft {
  readonly active: boolean;
  readonly limit: string;
  readonly terms: readonly string[];
}

export function draftOf(rule: Rule): RuleDraft {
  const measure = RULES[rule.code].measure;
  const shown = rule.limit === null ? "" : measure === "percent" ? fractionToPercent(rule.limit) : plain(rule.limit);
  return { active: rule.active, limit: shown, terms: rule.terms };
}

/** "10000.000000" as a person types it. */
function plain(limit: string): string {
  return limit.includes(".") ? limit.replace(/\.?0+$/, "") : limit;
}

/** What is typed as the server takes it, or the sentence that says what is wrong with it. */
export function updateOf(code: RuleCode, draft: RuleDraft): Schemas["ApprovalRuleUpdate"] | string {
  const { measure, empty } = RULES[code];
  const terms = draft.terms.map((term) => term.trim()).filter(Boolean);
  const typed = draft.limit.trim();
  if (measure === null) return { active: draft.active, limit: null, terms };
  if (typed === "") return empty === undefined ? "This rule needs a limit." : { active: draft.active, limit: null, terms };
  if (measure === "percent") {
    const fraction = percentToFraction(typed);
    return fraction === null || fraction.startsWith("-") ? "Write a percentage, like 10 or 12.5." : { active: draft.active, limit: fraction, terms };
  }
  if (measure === "days") return /^\d{1,3}$/.test(typed) && isMoney(typed) ? { active: draft.active, limit: typed, terms } : "Write whole days, like 2.";
  const amount = toMoney(typed);
  return amount === null || amount.startsWith("-") ? "Write an amount, like 10000." : { active: draft.active, limit: amount, terms };
}
