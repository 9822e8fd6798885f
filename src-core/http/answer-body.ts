/**
 * Bodies of answers, decoded and within bounds. Requests ask for no compression, since it holds
 * back the events of a stream; but some servers compress anyway.
 */
import type { IncomingMessage } from 'node:http';
import { Duplex, PassThrough, pipeline, Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { FailureError, failureOf } from './http-failure.ts';
import type { HttpFailure } from './http-failure.ts';
import { MAX_ANSWER_BYTES, MAX_CODINGS, MAX_DECODED_STREAM_BYTES } from './http-limits.ts';

/**
 * The body of an answer without its codings (`gzip`, `deflate`, `br`). Reading fails with a
 * {@link FailureError} where the coding is not known or the data is broken. Destroying either ends
 * both.
 */
export function decodedBody(answer: IncomingMessage): Readable {
  const codings = (answer.headers['content-encoding'] ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length === 0) return answer;
  const known = codings.every((coding) => Object.hasOwn(DECODERS, coding));
  if (!known || codings.length > MAX_CODINGS) {
    answer.destroy();
    const detail = `the answer has an unknown content encoding: ${codings.join(', ').slice(0, 40)}`;
    return new PassThrough().destroy(new FailureError({ kind: 'nonsense-answer', detail }));
  }
  // The coding that was applied last is undone first. Errors go to the reader of the last step.
  const decoders = codings.reverse().map((coding) => DECODERS[coding as Coding]());
  return [...decoders, limited(MAX_DECODED_STREAM_BYTES)].reduce<Readable>(
    (body, step) => pipeline(body, step, () => undefined),
    answer,
  );
}

type Coding = keyof typeof DECODERS;

const DECODERS = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => Duplex.from(inflateOfAnyKind),
  br: () => createBrotliDecompress(),
};

/** `deflate` is in zlib's wrapping by the standard (RFC 9110), and without it by some servers. */
async function* inflateOfAnyKind(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  // zlib's first byte names the method, 8, in its low half.
  const isWrapped = ((first.value[0] ?? 0) & 0x0f) === 8;
  const inflate = isWrapped ? createInflate() : createInflateRaw();
  async function* all(): AsyncGenerator<Buffer> {
    yield first.value as Buffer;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  yield* pipeline(all(), inflate, () => undefined) as AsyncIterable<Buffer>;
}

/** Passes bytes on, up to a limit. */
function limited(maxBytes: number): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length <= maxBytes) done(null, chunk);
      else done(new FailureError(tooLong(maxBytes)));
    },
  });
}

/** Reads a body to its end; `nonsense-answer` when it is longer than `maxBytes`. */
export async function readBody(
  body: Readable,
  maxBytes = MAX_ANSWER_BYTES,
): Promise<Result<Buffer, HttpFailure>> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length;
      // Leaving the loop destroys the stream.
      if (length > maxBytes) return err(tooLong(maxBytes));
      chunks.push(chunk);
    }
  } catch (error) {
    return err(failureOf(error));
  }
  return ok(Buffer.concat(chunks));
}

function tooLong(maxBytes: number): HttpFailure {
  const detail = `an answer of more than ${maxBytes} bytes`;
  return { kind: 'nonsense-answer', detail, limitBytes: maxBytes };
}
