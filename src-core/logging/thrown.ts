/** What was thrown, with its stack where it has one: for the log. */
export function thrownDetail(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
