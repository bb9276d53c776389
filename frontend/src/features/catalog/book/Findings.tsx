import { Link } from "react-router";
import { formatCount } from "@/lib/count";
import { formatMoney } from "@/lib/money";
import { Notice } from "@/ui/Notice";
import type { Effect } from "./queries";

interface FindingsProps {
  effect: Effect;
  className?: string;
}

/** What makes no sense in the new prices of the reference jobs; a dialog asks only about what the shop would lose by. */
export function JobFindings({ effect, className = "", wrongOnly = false }: FindingsProps & { wrongOnly?: boolean }) {
  return effect.findings
    .filter((finding) => finding.is_wrong || !wrongOnly)
    .map((finding) => (
      <Notice key={`${finding.name} ${finding.sentence}`} tone={finding.is_wrong ? "bad" : "warn"} className={className}>
        {finding.name}: {finding.sentence}
        <Fixes fixes={finding.fixes} />
      </Notice>
    ));
}

/** The lines of open quotes whose new prices would turn around from one of their quantities to the next. */
export function LineFindings({ effect, className = "" }: FindingsProps) {
  return (
    <>
      {effect.line_findings.map((finding) => (
        <Notice key={`${finding.quote_id} ${finding.place} ${finding.sentence}`} tone="bad" className={className}>
          <Link to={`/quotes/${finding.quote_id}`} className="underline">{finding.number}</Link>, line {finding.place}, {finding.title}: {finding.sentence}
          <Fixes fixes={finding.fixes} />
        </Notice>
      ))}
      {effect.lines_left_out > 0 && (
        <Notice tone="bad" className={className}>{formatCount(effect.lines_left_out)} more lines of open quotes have the like.</Notice>
      )}
    </>
  );
}

function Fixes({ fixes }: { fixes: Effect["findings"][number]["fixes"] }) {
  if (fixes.length === 0) return null;
  return <span className="block text-xs">Mended by {fixes.map((fix) => `${formatCount(fix.quantity)} at ${formatMoney(fix.price)}`).join(", ")}.</span>;
}
