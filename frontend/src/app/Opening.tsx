import { Mark } from "@/ui/Mark";

/** While the app itself is on its way; `index.html` shows the same before any script has arrived. */
export function Opening() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 p-4">
      <title>PatriotForge</title>
      <Mark className="size-10" />
      <h1 className="text-lg font-semibold">PatriotForge</h1>
      <p role="status" className="text-sm text-faint">
        Opening…
      </p>
    </main>
  );
}
