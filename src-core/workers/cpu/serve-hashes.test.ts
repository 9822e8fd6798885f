/** What the thread of a CPU worker does, in the thread of the test: it answers before it takes the next message. */
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { withTimeAndNonce } from '../../chainweb/mining-work.ts';
import { isSolved } from '../../chainweb/pow-hash.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import type { SearchJob } from '../search-job.ts';
import { serveHashes } from './serve-hashes.ts';
import type { HashThreadData, HashThreadMessage } from './serve-hashes.ts';

const work = madeUpWork({ level: 10 });
const jobOf = (id: number): SearchJob => ({
  ...{ id, bytes: work.bytes, target: work.target },
  creationTimeMicros: work.header.creationTimeMicros,
});

function serve(options: Partial<HashThreadData> = {}) {
  const { port1: ours, port2: theirs } = new MessageChannel();
  onTestFinished(() => ours.close());
  const messages: HashThreadMessage[] = [];
  ours.on('message', (message: HashThreadMessage) => messages.push(message));
  const wantedJob = new Int32Array(new SharedArrayBuffer(4));
  const usual = { index: 0, threads: 1, dutyCycle: 1, kernel: 'scalar', nativeFile: null } as const;
  serveHashes(theirs, { ...usual, wantedJob, ...options });
  const until = async (type: HashThreadMessage['type'], count = 1): Promise<void> => {
    while (messages.filter((each) => each.type === type).length < count)
      await once(ours, 'message');
  };
  const want = (id: number): void => void Atomics.store(wantedJob, 0, id);
  return { ours, messages, until, want };
}

it('searches one job after the other, from its part of the nonces on, and none of them twice', async () => {
  const { ours, messages, until, want } = serve({ index: 2, threads: 3 });
  want(1);
  ours.postMessage(jobOf(1));
  await until('end');
  want(2);
  // Not wanted any more.
  ours.postMessage(jobOf(1));
  ours.postMessage(jobOf(2));
  await until('end', 2);
  expect(messages[0]).toEqual({ type: 'ready', engine: 'WebAssembly without SIMD' });
  expect(messages.slice(1).map((each) => 'id' in each && [each.type, each.id])).toEqual([
    ['hashes', 1],
    ['end', 1],
    ['hashes', 2],
    ['end', 2],
  ]);
  let next = (2n << 64n) / 3n;
  for (const message of messages) {
    if (message.type === 'hashes') next += BigInt(message.hashes);
    if (message.type !== 'end') continue;
    const { creationTimeMicros, nonce } = message.found!;
    expect(nonce).toBe(next - 1n);
    expect(isSolved(withTimeAndNonce(work.bytes, creationTimeMicros, nonce), work.target)).toBe(
      true,
    );
  }
});

it('chooses among the kernels of WebAssembly where there is no native module', async () => {
  const { messages, until } = serve({ kernel: null, nativeFile: join(tmpdir(), 'none.node') });
  await until('ready');
  const engine: unknown = expect.stringMatching(/^WebAssembly (relaxed )?SIMD/);
  expect(messages).toEqual([{ type: 'ready', engine }]);
});

it('says why it computes without a native module that is there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-native-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const nativeFile = join(folder, 'damaged.node');
  await writeFile(nativeFile, 'damaged');
  const { messages, until } = serve({ kernel: null, nativeFile });
  await until('ready');
  expect(messages[0]).toEqual({
    type: 'native-left-out',
    reason: 'the file is not as it was built',
  });
});
