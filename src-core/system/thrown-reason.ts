/** What was thrown, as text. JavaScript can throw anything. */

/** The message alone, for a sentence. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Its code, such as `ENOENT` or `SQLITE_BUSY`; null when it has none. */
export function codeOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown)) return null;
  return typeof thrown.code === 'string' ? thrown.code : null;
}

/** With its stack and causes, for the log. */
export function detailOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const own = thrown.stack ?? thrown.message;
  return thrown.cause === undefined ? own : `${own}\ncaused by ${detailOf(thrown.cause)}`;
}
