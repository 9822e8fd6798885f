import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished, vi } from 'vitest';
import { targetToHexBe } from '../../../chainweb/target.ts';
import { listenOnLoopback } from '../../../tests/loopback-server.ts';
import { POOL_WORK } from '../tests/scripted-pool.ts';
import type { MachineJob } from './hasher.ts';
import { openPoolConnection } from './pool-connection.ts';

const TARGET = targetToHexBe(POOL_WORK.target);
const HEADER = Buffer.from(POOL_WORK.bytes).toString('hex');
const SUBSCRIBED = { id: 1, result: [null, '0a0b', 6], error: null };
const AUTHORIZED = { id: 2, result: true, error: null };
const SET_TARGET = { id: null, method: 'mining.set_target', params: [TARGET] };
const notify = (header: string) => ({ id: null, method: 'mining.notify', params: [7, header] });
const WELCOME = [SUBSCRIBED, AUTHORIZED, SET_TARGET, notify(HEADER)];

interface Options {
  readonly url?: (port: number) => string;
  readonly sendsSession?: boolean;
  readonly sendsChain?: boolean;
  readonly firstJobMs?: number;
}

/** A connection to a pool that says this as soon as it is connected to. */
async function connected(says: readonly unknown[], options: Options = {}) {
  const lines: string[] = [];
  const happened: unknown[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => [...waiting].forEach((each) => each());
  let isConnected: (socket: Socket) => void = () => undefined;
  const connecting = new Promise<Socket>((resolve) => (isConnected = resolve));
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    createInterface({ input: socket })
      .on('line', (line) => void (lines.push(line), look()))
      .on('error', () => undefined);
    for (const each of says) {
      socket.write(`${typeof each === 'string' ? each : JSON.stringify(each)}\n`);
    }
    isConnected(socket);
  });
  const { port, close } = await listenOnLoopback(server);
  onTestFinished(() => close());
  const jobs: MachineJob[] = [];
  const note = (what: unknown): void => void (happened.push(what), look());
  const connection = openPoolConnection({
    pool: {
      url: options.url?.(port) ?? `stratum+tcp://127.0.0.1:${port}`,
      user: 'me',
      password: 'p',
    },
    localAddress: '127.0.0.1',
    habits: {
      agent: 'test/1',
      sendsSession: options.sendsSession ?? true,
      sendsChain: options.sendsChain ?? false,
    },
    firstJobMs: options.firstJobMs ?? 60_000,
    onJob: (job) => void (jobs.push(job), note(`job ${job.id}`)),
    onAnswer: (isAccepted) => note(isAccepted),
    onEnd: () => note('end'),
  });
  onTestFinished(() => connection.close());
  const until = (fits: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!fits()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  return { connection, lines, happened, jobs, until, pool: () => connecting };
}

it.each([
  [true, ['test/1', null]],
  [false, ['test/1']],
])('begins as the firmware does, with a session: %s', async (sendsSession, subscribe) => {
  const { lines, until } = await connected([], { sendsSession });
  await until(() => lines.length === 2);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { id: 1, method: 'mining.subscribe', params: subscribe },
    { id: 2, method: 'mining.authorize', params: ['me', 'p'] },
  ]);
});

it('takes jobs as they come, and hands shares in', async () => {
  const { connection, lines, happened, jobs, until, pool } = await connected(WELCOME, {
    sendsChain: true,
  });
  await until(() => happened.length === 1);
  const [job] = jobs;
  expect(job).toMatchObject({ id: '7', chain: 7, nonce1: 0x0a0b, nonce1Bytes: 2, nonce2Bytes: 6 });
  if (job === undefined) return;
  connection.submit(job, '00000000000a');
  connection.submit(job, '00000000000b');
  await until(() => lines.length === 4);
  expect(lines.slice(2).map((line) => JSON.parse(line) as unknown)).toEqual([
    { id: 3, method: 'mining.submit', params: ['me', '7', '00000000000a', 7] },
    { id: 4, method: 'mining.submit', params: ['me', '7', '00000000000b', 7] },
  ]);
  const socket = await pool();
  for (const answer of [
    ...[
      { id: 3, result: true },
      { id: 4, result: 'yes' },
      { id: null, result: true },
    ],
    ...[{ id: 'x', result: true }, { id: 5, result: false }, notify(HEADER)],
  ]) {
    socket.write(`${JSON.stringify(answer)}\n`);
  }
  await until(() => happened.length === 5);
  expect(happened).toEqual(['job 7', true, false, false, 'job 7']);
});

it('names no chain where its firmware does not', async () => {
  const { connection, lines, jobs, until } = await connected(WELCOME);
  await until(() => jobs.length === 1);
  connection.submit(jobs[0]!, '00000000000a');
  await until(() => lines.length === 3);
  expect(JSON.parse(lines[2] ?? '')).toMatchObject({ params: ['me', '7', '00000000000a'] });
});

it.each<[string, readonly unknown[]]>([
  ['is no JSON', ['nonsense']],
  ['is null', ['null']],
  ['is no object', ['5']],
  ['refuses its user', [{ id: 2, result: false }]],
  ['has a target that is none', [{ method: 'mining.set_target', params: ['ff'] }]],
  ['has a target that is too long', [{ method: 'mining.set_target', params: [`${TARGET}0`] }]],
  ['has a target behind blanks', [{ method: 'mining.set_target', params: [` ${TARGET}`] }]],
  ['has work that is too short', [SUBSCRIBED, notify('00'.repeat(63))]],
  ['has work before it gave a nonce', [SET_TARGET, notify(HEADER)]],
  ['leaves no room for a nonce', [{ id: 1, result: [null, '0a0b0c0d', 4] }, notify(HEADER)]],
])('ends where what the pool says %s', async (_, says) => {
  const { happened, until, pool, connection } = await connected(says);
  const closed = new Promise(
    (resolve) => void pool().then((socket) => socket.once('close', resolve)),
  );
  await until(() => happened.length > 0);
  await closed;
  connection.close();
  expect(happened).toEqual(['end']);
});

it.each([
  ['with a nonce of one byte', '0a', 7],
  ['with a nonce of three bytes', '0a0b0c', 5],
])('mines %s', async (_, nonce1, bytes) => {
  const subscribed = { id: 1, result: [null, nonce1, bytes] };
  const { happened, until } = await connected([subscribed, SET_TARGET, notify(HEADER)]);
  await until(() => happened.length > 0);
  expect(happened).toEqual(['job 7']);
});

it('ends where no job comes in time, and not once one came', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const late = await connected([SUBSCRIBED, AUTHORIZED], { firstJobMs: 20 });
  const early = await connected(WELCOME, { firstJobMs: 20 });
  await early.until(() => early.happened.length > 0);
  expect(late.happened).toEqual([]);
  vi.advanceTimersByTime(20);
  expect([late.happened, early.happened]).toEqual([['end'], ['job 7']]);
  (await early.pool()).destroy();
  await early.until(() => early.happened.length > 1);
  expect(early.happened).toEqual(['job 7', 'end']);
});

it('says nothing more once it is closed', async () => {
  const { connection, happened, until, pool } = await connected(WELCOME);
  await until(() => happened.length === 1);
  const socket = await pool();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  connection.close();
  await closed;
  expect(happened).toEqual(['job 7']);
});

it.each([
  ['without its scheme', (port: number) => `127.0.0.1:${port}`, 'job 7'],
  ['with a slash behind it', (port: number) => `stratum+tcp://127.0.0.1:${port}/`, 'job 7'],
  ['with another scheme', (port: number) => `http://127.0.0.1:${port}`, 'end'],
  ['without a port', () => 'stratum+tcp://127.0.0.1', 'end'],
  ['with a path', (port: number) => `stratum+tcp://127.0.0.1:${port}/a`, 'end'],
  ['where nothing is', () => 'stratum+tcp://127.0.0.1:9', 'end'],
])('reads the address of a pool %s', async (_, url, first) => {
  const { happened, until } = await connected(WELCOME, { url });
  await until(() => happened.length > 0);
  expect(happened[0]).toBe(first);
});
