/** Where to go after signing in: only a path of this installation, never another site. */
export function nextPage(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/') || /^\/[/\\]/.test(next) || /[\u0000-\u001f\\]/.test(next)) return '/'
  return next.startsWith('/sign-in') || next.startsWith('/setup') ? '/' : next
}
