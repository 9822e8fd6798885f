import { expect, it, onTestFinished } from 'vitest';
import { createDeviceIo } from './device-io.ts';
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
