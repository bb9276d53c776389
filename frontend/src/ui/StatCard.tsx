import type { ReactNode } from "react";

/** One figure with its name under it, as on the foot of the sheet drawing. */
export function StatCard({ label, value, hint }: { label: string; value: ReactNode; hint?: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col items-center gap-0.5 px-2 py-3 text-center">
      <span className="text-base font-semibold tabular-nums">{value}</span>
      <span className="text-2xs text-faint">{label}</span>
      {hint != null && <span className="text-2xs text-faint">{hint}</span>}
    </div>
  );
}
