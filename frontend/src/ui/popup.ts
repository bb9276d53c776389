/** The look of every list that opens over the work. */
export const POPUP =
  "z-40 max-h-[min(24rem,var(--available-height))] min-w-44 overflow-y-auto rounded-lg bg-raised p-1 text-sm text-ink shadow-pop outline-none transition-[opacity,scale] duration-[120ms] ease-pop origin-[var(--transform-origin)] data-starting-style:scale-[0.98] data-starting-style:opacity-0 data-ending-style:opacity-0 forced-colors:border";
