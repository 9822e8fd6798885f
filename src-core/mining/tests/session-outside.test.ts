/** What happens to a session whether it mines or not: its history's files, and machines at their own interfaces. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { DeviceLogin } from '../../devices/device.ts';
import type { LoginStore } from '../../devices/devices.ts';
import { placeOf, simulated } from '../../devices/tests/devices-test.ts';
import { unwrap } from '../../result.ts';
import { movedClocks } from '../../tests/moved-clocks.ts';
import { openSession } from './running-session.ts';

it('says when the file of its history is lost', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { session, folder, until } = await openSession();
  const file = join(folder, 'history.db');
  rmSync(file);
  // It is looked at every few seconds.
  vi.advanceTimersByTime(10_000);
  expect(await until('history-failed')).toEqual({
    ...{ type: 'history-failed', part: 'history', fault: { kind: 'gone', file } },
    atMs: expect.any(Number),
  });
  expect(session.snapshot().problems).toMatchObject([{ kind: 'history', fault: { kind: 'gone' } }]);
});

/** Keeps logins in memory. */
function loginStore() {
  const kept = new Map<string, DeviceLogin>();
  const store: LoginStore = {
    canKeep: () => true,
    get: (id) => kept.get(id) ?? null,
    keep: (id, login) => void kept.set(id, login),
    forget: (id) => void kept.delete(id),
  };
  return { kept, store };
}

it('keeps what machines read of themselves, and their logins, and reads them as is set now', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const machine = await simulated({ kind: 'antminer', host: '127.0.0.171' });
  const { kept, store } = loginStore();
  const { session, now, history, events, until } = await openSession(
    { watchMachines: 0 },
    { logins: store, wakeClock: movedClocks().wakeClock },
  );
  await unwrap(session.devices.find([placeOf(machine)])).ended;
  const { id } = await until('device-read');
  expect(history.deviceSamples.of(id, 0, Date.now() + 1, 2)).toHaveLength(1);
  const login = { user: null, password: machine.password };
  expect(await session.devices.act(id, 'blink', { ...login, keep: true })).toMatchObject({
    ok: true,
  });
  expect([machine.isBlinking(), [...kept]]).toEqual([true, [[id, login]]]);
  const from = events.length;
  // It was read this long ago.
  vi.advanceTimersByTime(20_000);
  now.config = { ...now.config, watchMachines: 10 };
  session.configChanged();
  expect(await until('device-read', from)).toMatchObject({ id });
});
