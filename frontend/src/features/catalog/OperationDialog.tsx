import { formatDecimal, formatMoney, formatPercent } from "@/lib/money";
import { Modal } from "@/ui/Modal";
import { Facts } from "./Facts";
import { OperationTester } from "./OperationTester";
import type { Operation } from "./queries";

export function OperationDialog({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const { internal } = operation;
  return (
    <Modal open onClose={onClose} size="side" title={operation.name} description={`${operation.code} · handles ${operation.handles === "sheet" ? "sheets" : "pieces"}`}>
      <Facts
        facts={[
          ["On the quote", operation.phrase || "—"],
          ["Typed as", operation.aliases.join(", ") || "—"],
          ["Set-up", `${formatDecimal(operation.setup_minutes)} min`],
          ["Per 1,000", `${formatDecimal(operation.minutes_per_thousand)} min`],
          ...(operation.minutes_per_cut === "0" ? [] : [["Per cut", `${formatDecimal(operation.minutes_per_cut)} min`] as const]),
          ...(operation.max_lift_in ? [["Lift", `${formatDecimal(operation.max_lift_in)} in`] as const] : []),
          ...(operation.group_name && operation.group_size ? [[`A ${operation.group_name} holds`, operation.group_size] as const] : []),
          ["Spoils in the run", formatPercent(operation.run_waste)],
          ["Spoils at make-ready", operation.make_ready_units],
          ["Caliper", operation.max_caliper_in ? `${formatDecimal(operation.min_caliper_in)} to ${formatDecimal(operation.max_caliper_in)} in` : `from ${formatDecimal(operation.min_caliper_in)} in`],
        ]}
      />
      {internal && (
        <section className="mt-5">
          <h3 className="mb-1 text-xs font-semibold text-faint">What it costs</h3>
          <Facts
            facts={[
              ["Hour", formatMoney(internal.hourly_rate)],
              ["Each", formatMoney(internal.unit_price, 4)],
              ["Per square foot", formatMoney(internal.area_price, 4)],
              ["Minimum", formatMoney(internal.minimum)],
            ]}
          />
        </section>
      )}
      <div className="mt-5 border-t border-line pt-4">
        <OperationTester code={operation.code} kind={operation.kind} />
      </div>
    </Modal>
  );
}
