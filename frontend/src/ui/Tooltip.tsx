/**
 * The name beside an icon, for the eye, while its `group` has the pointer or the focus. Only the icon rail needs it: the
 * link carries the same name for everyone else, and from 1200 px on the words stand there.
 */
export function Tooltip({ text }: { text: string }) {
  return (
    <span
      aria-hidden
      className="pointer-events-none invisible fixed left-[3.75rem] z-40 ml-1 -translate-y-8 rounded-md bg-ink px-2 py-1 text-xs whitespace-nowrap text-canvas shadow-pop group-focus-within:visible group-hover:visible max-md:hidden xl:hidden"
    >
      {text}
    </span>
  );
}
