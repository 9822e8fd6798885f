import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { collectedLog } from '../../tests/collected-log.ts';
import { createDeviceIo, shareTurns } from './device-io.ts';
import { identifyDevice } from './identify.ts';
import { openDriver } from './open-driver.ts';
import { GOLDSHELL } from './tests/made-up-answers.ts';
import { startScriptedDevice } from './tests/scripted-device.ts';

const never = new AbortController().signal;
const LOGIN = { user: null, password: '123456789' };

it('leaves ten seconds from one round at a Goldshell to the next, whoever asks', async () => {
  // A clock that waiting alone moves; the pace is the program's own.
  let nowMs = 0;
  const wait = (ms: number): Promise<void> => {
    nowMs += ms;
    return Promise.resolve();
  };
  const io = createDeviceIo({ nowMs: () => nowMs, wait });
  onTestFinished(() => io.close());

  const { status, ...cgminer } = GOLDSHELL;
  /** Each round begins with its status. */
  const starts: number[] = [];
  const device = await startScriptedDevice({
    cgminer,
    web({ path }) {
      if (path === '/mcb/status') starts.push(nowMs);
      const answer = path.startsWith('/user/login') ? { 'JWT Token': 'a.b.c' } : [];
      return { body: path === '/mcb/status' ? status : answer };
    },
  });
  onTestFinished(() => device.close());

  const address = { host: device.host, webPort: device.webPort };
  const found = await identifyDevice(address, io, 5_000, never);
  if (found.kind !== 'device') throw new Error('not identified');
  const { read, control } = openDriver(found.identity, io);
  if (control === null) throw new Error('this machine cannot be written');
  const [before, pools, after] = await Promise.all([
    read(never),
    control.pools(LOGIN, never),
    read(never),
  ]);
  expect([before, pools, after].map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(starts).toEqual([0, 10_000, 20_000, 30_000]);
  expect(device.mostAtOnce).toBe(1);
});

it('shares the turns at a Goldshell with another program that has the same data folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-io-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  let nowMs = 0;
  const wait = (ms: number): Promise<void> => {
    // A look at whether the other program is done costs little time.
    nowMs += ms > 1_000 ? ms : 10;
    return new Promise((resolve) => setImmediate(resolve));
  };
  const { status, ...cgminer } = GOLDSHELL;
  const starts: number[] = [];
  const device = await startScriptedDevice({
    cgminer,
    web({ path }) {
      if (path === '/mcb/status') starts.push(nowMs);
      return { body: path === '/mcb/status' ? status : [] };
    },
  });
  onTestFinished(() => device.close());
  const address = { host: device.host, webPort: device.webPort };
  const programs = ['app', 'command'].map(async () => {
    const shared = shareTurns(folder, collectedLog().logger, () => 1e12 + nowMs);
    const io = createDeviceIo({ nowMs: () => nowMs, wait, shared });
    onTestFinished(() => io.close());
    const found = await identifyDevice(address, io, 5_000, never);
    if (found.kind !== 'device') throw new Error('not identified');
    return openDriver(found.identity, io).read(never);
  });
  expect((await Promise.all(programs)).map(({ ok }) => ok)).toEqual([true, true]);
  expect(device.mostAtOnce).toBe(1);
  expect(starts).toHaveLength(4);
  // The other program waits while the requests of a round go out: their time is not that of the start.
  for (const [at, startMs] of starts.entries()) expect(startMs).toBeGreaterThanOrEqual(9_000 * at);
});

it.each([
  { case: 'a web server that hangs up', pace: 'quick', answer: null },
  { case: 'a web server in trouble', pace: 'quick', answer: { status: 502, body: 'Bad Gateway' } },
  { case: 'a known Goldshell, in a cancelled search', pace: 'gentle', answer: 'cancel' },
  { case: 'an unknown machine, in a cancelled search', pace: 'quick', answer: 'cancel' },
] as const)('leaves ten seconds after a question to $case', async ({ pace, answer }) => {
  let nowMs = 0;
  const wait = (ms: number): Promise<void> => {
    nowMs += ms;
    return Promise.resolve();
  };
  const io = createDeviceIo({ nowMs: () => nowMs, wait });
  onTestFinished(() => io.close());
  const starts: number[] = [];
  const cancelling = new AbortController();
  const device = await startScriptedDevice({
    web({ path }) {
      if (path === '/mcb/status') starts.push(nowMs);
      if (answer !== 'cancel') return answer;
      cancelling.abort();
      return new Promise(() => undefined);
    },
  });
  onTestFinished(() => device.close());
  await identifyDevice(device, io, 5_000, cancelling.signal, pace);
  const again = new AbortController();
  void identifyDevice(device, io, 5_000, again.signal, pace);
  await expect.poll(() => starts).toEqual([0, 10_000]);
  again.abort();
});
