/** Where an answer of cgminer’s interface ends, and what a failed one says. */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { freePort, listenOnLoopback } from '../../../tests/loopback-server.ts';
import { MAX_ANSWER_BYTES } from './answer-limits.ts';
import { askCgminer } from './ask-cgminer.ts';

const never = new AbortController().signal;

/** What is made of an answer in these parts, each sent a moment after the one before; the connection stays open. */
async function answered(parts: readonly (string | Buffer)[], answerMs = 10_000, ends = false) {
  const commands: string[] = [];
  const send = (socket: Socket, at: number): void => {
    const part = parts[at];
    if (part !== undefined) socket.write(part, () => setTimeout(send, 5, socket, at + 1));
    else if (ends) socket.end();
  };
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      commands.push(String(data));
      send(socket, 0);
    });
  });
  const { port, close } = await listenOnLoopback(server);
  onTestFinished(() => close());
  const answer = await askCgminer('127.0.0.1', { port, command: 'devs', answerMs }, never);
  expect(commands).toEqual(['{"command":"devs"}']);
  return answer.ok ? answer.value : answer.error;
}

it.each<[string, readonly (string | Buffer)[], string]>([
  ['at NUL, without blanks around it', [' {"a":', '1} \n\0more'], '{"a":1}'],
  ['not within a list that looks whole for a moment', ['{"a":{}', ',"b":1}\0'], '{"a":{},"b":1}'],
  [
    'not between the bytes of a letter',
    [Buffer.from([0x22, 0xc3]), Buffer.from([0xa9, 0x22, 0])],
    '"é"',
  ],
])('ends %s', async (_, parts, text) => {
  expect(await answered(parts)).toBe(text);
});

it('ends with its time where it looks cut off', async () => {
  expect(await answered(['{"a":[1],'], 50)).toBe('{"a":[1],');
});

it('may be as long as is read, and no longer', async () => {
  const long = 'x'.repeat(MAX_ANSWER_BYTES);
  expect(await answered([`${long}\0`], 10_000)).toBe(long);
  const flood = await answered([`${'ab '.repeat(100)}`, `${long}\0`], 10_000);
  expect(flood).toMatchObject({
    kind: 'nonsense',
    answer: expect.stringMatching(/^ab ab/) as string,
  });
});

it('is nonsense where the connection ends without one', async () => {
  expect(await answered([], 10_000, true)).toEqual({ kind: 'nonsense', answer: '' });
});

it('says why there was no connection', async () => {
  const request = { port: await freePort(), command: 'devs' };
  expect(await askCgminer('127.0.0.1', request, never)).toEqual({
    ok: false,
    error: {
      ...{ kind: 'unreachable', code: 'ECONNREFUSED' },
      detail: expect.stringContaining('ECONNREFUSED') as string,
    },
  });
});

it('is not asked for where that was cancelled before', async () => {
  let connections = 0;
  const server = createServer(() => (connections += 1));
  const { port, close } = await listenOnLoopback(server);
  onTestFinished(() => close());
  const request = { port, command: 'devs' };
  expect(await askCgminer('127.0.0.1', request, AbortSignal.abort())).toEqual({
    ...{ ok: false, error: { kind: 'cancelled' } },
  });
  expect(connections).toBe(0);
});
