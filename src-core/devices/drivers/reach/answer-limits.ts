/** How long an answer of a machine may be, and how long it may take. */

/** Bytes of the longest answer that is read. */
export const MAX_ANSWER_BYTES = 256 * 1024;
/** Time to connect, ms: machines are near. */
export const CONNECT_MS = 4_000;
/** Time for an answer, ms: small web servers take seconds. */
export const ANSWER_MS = 15_000;
