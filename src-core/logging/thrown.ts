/** What was thrown, as text: for the log, and for errors that carry the system's own words. */

/** Its stack, or else its message. */
export function thrownDetail(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Its message alone. */
export function thrownMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
