/** Where to go after signing in: only an address of this app. */
export function safeNext(asked: string | null): string {
  if (asked === null || !asked.startsWith("/") || /^\/[/\\]/.test(asked)) return "/";
  return asked.startsWith("/login") ? "/" : asked;
}
