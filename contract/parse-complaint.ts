import type { z } from 'zod';

/** What a schema found wrong, in one line of English for the log: `threadCount: Too small; node: …`. */
export function complaintOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ');
}
