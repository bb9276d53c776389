import type { ReactNode } from "react";
import { Mark } from "@/ui/Mark";

/** The one card on an empty light table: signing in, and accepting an invitation. */
export function DoorLayout({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-3 pt-[12vh] pb-8 md:px-6">
      <title>{`${title} · PatriotForge`}</title>
      <div className="mb-6 flex items-center gap-3">
        <Mark className="size-8" />
        <span className="text-lg font-semibold tracking-[-0.01em]">PatriotForge</span>
      </div>
      <div className="w-full max-w-[24rem] rounded-xl border border-line bg-surface p-6 shadow-card">
        <h1 className="text-xl">{title}</h1>
        {hint != null && <p className="mt-1 text-sm text-pretty text-soft">{hint}</p>}
        <div className="mt-5">{children}</div>
      </div>
    </main>
  );
}
