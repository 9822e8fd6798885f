/** The event stream of a node, in pieces. */
import fc from 'fast-check';
import { createUpdateParser } from '../../../src-core/node/updates/update-events.ts';
import type { UpdateKind } from '../../../src-core/node/updates/update-events.ts';
import { hostileStream } from '../../../src-core/tests/hostile/update-streams.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';

interface CutStream {
  readonly stream: string;
  /** Bytes of its pieces, in turn. */
  readonly sizes: readonly number[];
}

function read(bytes: Buffer, sizes: readonly number[]): UpdateKind[] {
  const kinds: UpdateKind[] = [];
  const parse = createUpdateParser((kind) => kinds.push(kind));
  for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
    const size = sizes[piece % sizes.length] ?? 1;
    parse(bytes.subarray(at, at + size));
    at += size;
  }
  return kinds;
}

export const updateStreams: Door<CutStream> = {
  name: 'update-streams',
  inputs: 100_000,
  together: 32,
  input: fc.record({
    stream: hostileStream,
    sizes: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 10 }),
  }),
  open: () =>
    Promise.resolve({
      send(streams) {
        for (const { stream, sizes } of streams) {
          const bytes = Buffer.from(stream);
          const whole = read(bytes, [bytes.length]).join();
          mustHold(read(bytes, sizes).join() === whole, 'pieces are read as the whole is', whole);
        }
      },
    }),
};
