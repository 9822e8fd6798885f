import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { afterEach, expect, it, vi } from 'vitest';
import type { WorkerFault } from '../../worker.ts';
import type { GpuEvent } from '../gpu-messages.ts';
import { openGpuProcess } from './gpu-process.ts';
import type { GpuProcess, StartGpuProcess } from './gpu-process.ts';

let child: ChildProcess;
let opened: GpuProcess;
afterEach(() => opened.end());

/** A program in place of a GPU process. */
const program =
  (text: string): StartGpuProcess =>
  () =>
    (child = spawn(process.execPath, ['-e', text], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] }));

/** Starts one. */
function open(start: StartGpuProcess) {
  const events: GpuEvent[] = [];
  const faults: WorkerFault[] = [];
  const fault = new Promise<WorkerFault>((resolve) => {
    const onFault = (one: WorkerFault): void => {
      faults.push(one);
      resolve(one);
    };
    const onEvent = (event: GpuEvent): void => void events.push(event);
    opened = openGpuProcess({ start, allowSoftware: true, onEvent, onFault });
  });
  return { events, faults, fault, opened };
}

const exited = (): Promise<unknown> =>
  vi.waitFor(() => expect(child.exitCode ?? child.signalCode).not.toBeNull(), 20_000);

it('passes on what it says, until it is ended', async () => {
  const { events, faults, opened } = open(
    program(`process.on('message', ({ type }) => process.send(type === 'list'
      ? { type: 'adapters', adapters: [{ name: 'A', isSoftware: false, more: 1 }] }
      : { type: 'ready' }))`),
  );
  opened.send({ type: 'list' });
  const adapters = { type: 'adapters', adapters: [{ name: 'A', isSoftware: false }] };
  await vi.waitFor(() => expect(events).toEqual([adapters]), 20_000);
  opened.send({ type: 'open', name: 'A', intensity: 1 });
  await vi.waitFor(() => expect(events).toEqual([adapters, { type: 'ready' }]), 20_000);
  await opened.end();
  // It ends with its channel, by itself.
  expect([child.exitCode, child.signalCode, child.connected]).toEqual([0, null, false]);
  opened.send({ type: 'list' });
  await opened.end();
  expect([events.length, faults]).toEqual([2, []]);
});

it.each([
  [
    'a message that makes no sense',
    `{ type: 'riddle' }`,
    'gpu-failed',
    'its message makes no sense',
  ],
  ['a fault', `{ type: 'fault', kind: 'gpu-lost', detail: 'gone' }`, 'gpu-lost', 'gone'],
])('is ended for %s', async (_, message, kind, detail) => {
  const { events, faults, fault } = open(
    program(
      `process.send(${message}); process.send({ type: 'ready' }); process.on('message', () => {})`,
    ),
  );
  expect(await fault).toEqual({ kind, detail, lastWords: null });
  await exited();
  expect([events, faults.length]).toEqual([[], 1]);
});

it.each([
  ['process.exit(3)', '3'],
  [`process.kill(process.pid, 'SIGKILL')`, 'SIGKILL'],
])('is missed when it ends by itself: %s', async (text, detail) => {
  const { fault } = open(program(text));
  expect(await fault).toEqual({ kind: 'gpu-exited', detail, lastWords: null });
});

it('has last words, of which a message shows the beginning', async () => {
  const { fault } = open(
    program(
      `console.error('first\\nsecond\\n' + 'x'.repeat(400));
      setTimeout(() => console.error('\\n'), 20);
      process.exitCode = 1`,
    ),
  );
  expect(await fault).toMatchObject({ lastWords: 'x'.repeat(300) });
});

it('may be silent for so long and no longer, counted from what it said last', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const { events, faults, opened } = open(
      program(`process.on('message', () => process.send({ type: 'ready' }))`),
    );
    opened.expectNews(60_000);
    vi.advanceTimersByTime(59_999);
    opened.send({ type: 'rest' });
    await new Promise((resolve) => child.once('message', resolve));
    expect(events).toEqual([{ type: 'ready' }]);
    vi.advanceTimersByTime(59_999);
    expect(faults).toEqual([]);
    opened.expectNews(null);
    vi.advanceTimersByTime(1_000_000);
    expect(faults).toEqual([]);
    opened.expectNews(8_000);
    vi.advanceTimersByTime(8_000);
    expect(faults).toEqual([{ kind: 'gpu-hung', detail: '8', lastWords: null }]);
    await opened.end();
    opened.expectNews(8_000);
    // No timer stays behind.
    expect(vi.getTimerCount()).toBe(0);
    const { opened: another } = open(program(`process.on('message', () => {})`));
    another.expectNews(60_000);
    await another.end();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

it('is killed when it does not end with its channel', async () => {
  const { opened, events } = open(
    program(
      `process.send({ type: 'ready' }); process.on('message', () => {}); setInterval(() => {}, 1000)`,
    ),
  );
  await vi.waitFor(() => expect(events).toHaveLength(1), 20_000);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const ended = opened.end();
  vi.advanceTimersByTime(1_000);
  vi.useRealTimers();
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
});

it.each<[string, StartGpuProcess]>([
  ['its program is missing', () => (child = spawn('no-such-program-here', { stdio: 'pipe' }))],
  [
    'starting it throws',
    () => {
      throw new Error('no-such-program-here');
    },
  ],
])('is a fault where %s', async (_, start) => {
  const { fault, opened } = open(start);
  opened.send({ type: 'list' });
  const { kind, detail } = await fault;
  expect([kind, detail]).toEqual(['gpu-not-started', expect.stringContaining('no-such-program')]);
  opened.send({ type: 'list' });
  await opened.end();
});
