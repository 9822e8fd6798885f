/** How much a server can make us read. How long a request may take is its caller's to say. */

/** Bytes of an answer, decoded: far more than any answer of the mining API that Heddle reads. */
export const MAX_ANSWER_BYTES = 1024 * 1024;
/** Bytes of a stream, decoded. An update stream has a few kilobytes an hour: a longer one is an attack. */
export const MAX_DECODED_STREAM_BYTES = 16 * 1024 * 1024;
/** Content codings of one answer: servers use one, sometimes a second by mistake. */
export const MAX_CODINGS = 3;
/** How many redirects of one request are followed. */
export const MAX_REDIRECTS = 3;
