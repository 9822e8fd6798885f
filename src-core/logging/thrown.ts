/** Texts of whatever was thrown, which need not be an Error. */

/** Its message, for a sentence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** With its stack where it has one, for the log. */
export function thrownDetail(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
