import type { ReactNode } from "react";

/** Name and value pairs in two columns that line up. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="flex min-h-8 items-baseline justify-between gap-4 border-b border-line py-1.5 last:border-b-0">
          <dt className="text-faint">{name}</dt>
          <dd className="text-right tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
