import type { z } from 'zod';

/** Of a list that is wrong in a thousand places, one says as much as all. */
const SHOWN_ISSUES = 10;

/** What a schema found wrong, in one line of English for the log: `threadCount: Too small; node: …`. */
export function complaintOf(error: z.ZodError): string {
  return error.issues
    .slice(0, SHOWN_ISSUES)
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ');
}
