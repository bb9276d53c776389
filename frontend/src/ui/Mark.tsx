/** A sheet between its register marks. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path d="M10 6.5v4M6.5 10h4M22 6.5v4M25.5 10h-4M10 25.5v-4M6.5 22h4M22 25.5v-4M25.5 22h-4" stroke="#bcd3ff" strokeWidth="1.5" />
      <rect x="11.5" y="11.5" width="9" height="9" rx="1.2" fill="#fff" />
    </svg>
  );
}
