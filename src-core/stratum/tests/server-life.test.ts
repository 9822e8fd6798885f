/** What the program tells the server: machines are let in, let go and taken in again, and all ends. Over real sockets. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import { authorizeByRules } from '../access/access-rules.ts';
import type { StratumEvent } from '../stratum-events.ts';
import { lastError } from './given-reasons.ts';

const NO_RULES = { allowedRigs: null, password: null, askFirst: null };

it('lets all machines go where there is no node, and takes in none until there is one', async () => {
  const { port, offer, server, event } = await startStratumTest();
  offer();
  const machine = await ScriptedMachine.start(port);
  server.standDown(60_000);
  await machine.closed;
  const early = await ScriptedMachine.connect(port);
  await early.closed;
  expect(lastError(machine)).toContain('no node has had work for 60 s');
  expect(lastError(early)).toBe('no node has work');
  server.resume();
  await event(({ type }) => type === 'stratum-resumed');
  expect((await ScriptedMachine.start(port)).jobs).toHaveLength(1);
});

it('ends the connections of a rig that may mine now, and no others', async () => {
  const { port, offer, server, event } = await startStratumTest({
    authorize: authorizeByRules({ ...NO_RULES, allowedRigs: ['other'] }),
  });
  offer();
  const refused = await ScriptedMachine.connect(port);
  const stranger = await ScriptedMachine.connect(port);
  await refused.request('mining.authorize', ['account.Rig', 'x']);
  await stranger.request('mining.authorize', ['account.stranger', 'x']);
  const other = await ScriptedMachine.start(port, 'account.other');
  server.letIn('rig');
  await refused.closed;
  expect(await event(({ type }) => type === 'machine-left')).toMatchObject({
    reason: { kind: 'let-in' },
  });
  for (const machine of [stranger, other]) {
    expect((await machine.request('mining.ping', [])).result).toBe('pong');
  }
});

describe('closing', () => {
  it('leaves no timer behind, and says so once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const { port, offer, server, logged, event, events } = await startStratumTest({ rateMs: 100 });
    offer();
    offer({ level: 60, chain: 2 }, 1);
    const machine = await ScriptedMachine.start(port);
    expect(vi.getTimerCount()).toBeGreaterThan(5);
    await Promise.all([server.close(), server.close()]);
    await Promise.all([machine.closed, event(({ type }) => type === 'machine-left')]);
    server.offer(madeUpWork({ level: 60 }), 3, () => undefined);
    const closings = (await logged()).filter(({ text }) => text === 'closed');
    expect([vi.getTimerCount(), closings.length]).toEqual([0, 1]);
    expect(events.filter(({ type }) => type === 'stratum-closed')).toHaveLength(1);
  });

  it('ends connections that have not had their turn', async () => {
    const { port, server, event, events } = await startStratumTest();
    const isHere = ({ type }: StratumEvent): boolean => type === 'machine-changed';
    const closed = event(isHere).then(() => server.close());
    // Some may not even get as far as the door.
    const connected = await Promise.allSettled(
      Array.from({ length: 40 }, () => ScriptedMachine.connect(port)),
    );
    const machines = connected.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    await Promise.all([closed, ...machines.map((machine) => machine.closed)]);
    expect(events.filter(isHere).length).toBeLessThan(40);
  });
});

describe('how often jobs are sent', () => {
  const saidAt = async (options: Parameters<typeof startStratumTest>[0]): Promise<string[]> => {
    const { logged } = await startStratumTest(options);
    const lines = (await logged()).map(({ level, text }) => `${level}: ${text}`);
    return lines.filter((line) => line.includes('jobs are sent every'));
  };
  const everyMs = (ms: number): string[] => [
    `info: jobs are sent every ${ms} ms: shares are so rare that no machine shows how fast it is`,
  ];

  it.each([
    ['in time for the fastest machine where shares are blocks', { mode: { kind: 'block' } }, 1197],
    ['as well where they are nearly as rare', { mode: { kind: 'level', level: 52 } }, 1197],
    [
      'oftener where machines have fewer nonces',
      { mode: { kind: 'block' }, noncesPerHeader: 2 ** 47 },
      598,
    ],
    ['as configured where that is oftener', { mode: { kind: 'block' }, rateMs: 1197 }, null],
    ['as configured where shares show the rate', { mode: { kind: 'level', level: 51 } }, null],
    [
      'as configured where the level follows the rate',
      { mode: { kind: 'period', seconds: 10 } },
      null,
    ],
  ] as const)('%s', async (_what, options, ms) => {
    expect(await saidAt({ rateMs: 2_000, ...options })).toEqual(ms === null ? [] : everyMs(ms));
  });
});
