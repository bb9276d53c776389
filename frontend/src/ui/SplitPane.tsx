import type { ReactNode } from "react";

/** The work on the left, its figures on the right; from 1200 px the right side stays in view, below it drops under. */
export function SplitPane({ main, side, sideLabel }: { main: ReactNode; side: ReactNode; sideLabel: string }) {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(20rem,22.25rem)]">
      <div className="flex min-w-0 flex-col gap-4">{main}</div>
      <aside aria-label={sideLabel} className="flex min-w-0 flex-col gap-4 xl:sticky xl:top-[4.25rem]">
        {side}
      </aside>
    </div>
  );
}
