/**
 * How much a node can make us read, store and compute. How long an answer may be in all is in
 * ../http/http-limits.ts.
 */

/** The largest graph has 212 chains, degree 7. */
export const MAX_CHAINS = 512;
export const MAX_DEGREE = 64;
/** mainnet01 has had two graphs in six years. */
export const MAX_GRAPHS = 64;
/** Headers in an answer; a node's own limit for a page is 360. */
export const MAX_PAGE = 4096;
/** Bytes of a header in such an answer: 64 neighbours make 2,500, in base64url 3,400. */
export const MAX_HEADER_BYTES = 4096;
/** Bytes of what is around the headers, and of a few that were not asked for. */
export const PAGE_FRAME_BYTES = 32 * 1024;
/** Characters of the name of a network, or of a version of the node. */
export const MAX_NAME = 256;
/** The last moment that a JavaScript date can hold, 8.64e15 ms: creation times are drawn as dates. */
export const LAST_DATE_MICROS = 8_640_000_000_000_000_000n;
/** Characters of a line of an update stream that are kept; real ones have 21. */
export const MAX_UPDATE_LINE = 4096;
