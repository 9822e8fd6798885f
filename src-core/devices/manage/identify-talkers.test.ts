import { expect, it, onTestFinished } from 'vitest';
import { createDeviceIo } from '../drivers/device-io.ts';
import { IBELINK_PORT } from '../drivers/cgminer/ask-fields.ts';
import { startScriptedDevice } from '../drivers/tests/scripted-device.ts';
import { identifyTalkers } from './identify-talkers.ts';

// macOS has no other loopback address of its own, and the ports of machines are fixed.
it.skipIf(process.platform === 'darwin')(
  'asks a machine that was starting and stays connected once more, some minutes later',
  async () => {
    let nowMs = 0;
    let isUp = false;
    let lookAgain = (): void => undefined;
    const found: unknown[] = [];
    const io = createDeviceIo({ paceMs: 0 });
    onTestFinished(() => io.close());
    const machine = await startScriptedDevice({
      cgminerPort: IBELINK_PORT,
      onCommand(_command, socket) {
        socket.end(isUp ? '{"DEVS":[{"Name":"BM-K1Max"}]}' : 'starting');
      },
    });
    onTestFinished(() => machine.close());
    const talkers = identifyTalkers({
      io,
      interfaces: () => ({}),
      isAllowed: () => true,
      isKnown: () => false,
      onFound: (identity) => found.push(identity),
      talking: () => [machine.host],
      every: (act) => (lookAgain = act),
      signal: new AbortController().signal,
      nowMs: () => nowMs,
    });
    const hear = async (by: () => void = lookAgain): Promise<number> => {
      by();
      await talkers.settled();
      return machine.asked.length;
    };
    const first = await hear(() => talkers.heard(machine.host));
    expect(first).toBeGreaterThan(0);
    isUp = true;
    nowMs += 60_000;
    expect(await hear()).toBe(first);
    nowMs += 5 * 60_000;
    expect(await hear()).toBeGreaterThan(first);
    expect(found).toMatchObject([{ family: 'ibelink' }]);
    nowMs += 60 * 60_000;
    await hear();
    expect(found).toHaveLength(1);
  },
);
