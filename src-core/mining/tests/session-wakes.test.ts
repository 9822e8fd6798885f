/** A session on a computer that sleeps, or whose clock or network changes, and whose settings are changed. */
import { expect, it } from 'vitest';
import { movedClocks } from '../../tests/moved-clocks.ts';
import { openSession } from './running-session.ts';

it('connects again after each of them, and announces a sleep', async () => {
  const { now, wakeClock, looks, look } = movedClocks();
  const { session, node, types, until, logged } = await openSession({}, { wakeClock });
  session.woke();
  await session.start();
  await until('work-received');
  await node.until(() => node.streams.size === 1);
  const wakes = (): number => types().filter((type) => type === 'woke').length;
  expect(wakes()).toBe(1);

  /** Resolves when the stream of before has ended and there is another one. */
  const connectedAgain = async (act: () => void): Promise<void> => {
    const [stream] = node.streams;
    act();
    await node.until(() => node.streams.size === 1 && !node.streams.has(stream!));
  };
  await connectedAgain(() => {
    now.steadyMs += 11_000;
    now.wallMs += 7_200_000;
    // Whoever looks at the figures is not shown those of before the sleep.
    session.snapshot();
  });
  expect(wakes()).toBe(2);
  await connectedAgain(() => {
    now.addresses = ['10.0.0.7'];
    look();
  });
  expect(wakes()).toBe(2);
  await connectedAgain(() => {
    now.steadyMs += 11_000;
    now.wallMs += 11_000;
    look();
    session.woke();
  });
  expect(wakes()).toBe(3);
  expect((await logged('info')).filter((line) => line.endsWith(': connecting again'))).toEqual([
    'the computer woke up: connecting again',
    '2 h have passed at once (the computer slept, or its clock was set): connecting again',
    'the addresses of this computer have changed: connecting again',
    'the computer woke up: connecting again',
  ]);
  await session.close();
  expect(looks.size).toBe(0);
});

it('marks changed settings, and follows reasons to rest at once', async () => {
  const { session, history, now, onBattery, until } = await openSession({
    ...{ worker: 'cpu', threadCount: 1 },
  });
  onBattery(true);
  await session.start();
  await until('mining-started');
  now.config = { ...now.config, pauseOnBattery: true };
  session.configChanged();
  expect(await until('paused')).toMatchObject({ reason: 'battery' });
  const marks = history.marks({ fromMs: 0, toMs: Date.now() + 1, limit: 99 });
  expect(marks.map(({ kind }) => kind)).toContain('settings-changed');
});
