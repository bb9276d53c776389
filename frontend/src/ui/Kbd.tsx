import { keyCaps } from "@/lib/hotkeys";

export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      {keyCaps(keys).map((cap, index) => (
        <kbd key={index} className="inline-flex h-5 min-w-5 items-center justify-center rounded-xs border border-line bg-sunken px-1 font-sans text-2xs text-soft">
          {cap}
        </kbd>
      ))}
    </span>
  );
}
