/** The three difficulty modes, the pace of jobs and of headers, over real sockets. */
import { describe, expect, it } from 'vitest';
import { mkTarget, mkTargetLevel } from '../../chainweb/target.ts';
import type { Target } from '../../chainweb/target.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import type { StratumEvent } from '../stratum-events.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';

const targetsSent = (machine: ScriptedMachine): bigint[] =>
  machine.received.flatMap(({ method, params }) =>
    method === 'mining.set_target' ? [BigInt(`0x${params?.[0] as string}`)] : [],
  );

describe('mode block', () => {
  it('sends each job with its own target, set directly before it', async () => {
    const { port, offer, solutions } = await startStratumTest({ mode: { kind: 'block' } });
    offer({ level: 3, chain: 1 }, 0);
    const machine = await ScriptedMachine.start(port);
    offer({ level: 5, chain: 2 }, 1);
    offer({ level: 5, chain: 2, payload: 'refreshed' }, 1);
    await machine.job(2);
    expect(machine.received.slice(1).map(({ method }) => method)).toEqual([
      'mining.set_target',
      'mining.notify',
      'mining.set_target',
      'mining.notify',
      'mining.notify',
    ]);
    expect(machine.jobs.map(({ target }) => target)).toEqual([3, 5, 5].map(mkTargetLevel));
    // The first job is still judged by its own, easier target.
    const [first] = machine.jobs;
    if (first === undefined) throw new Error('no job');
    const share = machine.find(first, (hash) => hash <= first.target && hash > mkTargetLevel(5));
    expect((await machine.submit(first, share)).result).toBe(true);
    expect(solutions.map(({ work }) => work.chain)).toEqual([1]);
  });
});

describe('the reported level', () => {
  it('is that of blocks of several chains in turn once, where they differ by little', async () => {
    const { port, offer, events, event } = await startStratumTest({ mode: { kind: 'block' } });
    const near = (percent: bigint): Target => mkTarget((mkTargetLevel(20) * percent) / 100n);
    offer({ target: near(100n), chain: 1 }, 0);
    const machine = await ScriptedMachine.start(port);
    for (let i = 0; i < 20; i++) {
      offer({ target: near(i % 2 === 0 ? 90n : 100n), chain: 1 + (i % 2), payload: `${i}` }, i % 2);
    }
    await machine.job(20);
    expect(new Set(targetsSent(machine)).size).toBe(2);
    offer({ level: 24, chain: 3 }, 2);
    await event((e) => e.type === 'machine-level-changed' && Math.round(e.level) === 24);
    const reported = events.flatMap((e) => (e.type === 'machine-level-changed' ? [e.level] : []));
    expect(reported.map((level) => Math.round(level))).toEqual([20, 24]);
  });
});

describe('mode level', () => {
  it('sends that level, whatever the block asks for', async () => {
    const { port, offer } = await startStratumTest({ mode: { kind: 'level', level: 6 } });
    offer({ level: 50 });
    const machine = await ScriptedMachine.start(port);
    offer({ level: 60, parent: 'b', height: 101 });
    await machine.job(1);
    expect(targetsSent(machine)).toEqual([mkTargetLevel(6)]);
  });

  it('sends the block target where a block is easier', async () => {
    const { port, offer, solutions } = await startStratumTest({
      mode: { kind: 'level', level: 50 },
    });
    offer({ level: 4 });
    const machine = await ScriptedMachine.start(port);
    const job = await machine.job();
    expect(job.target).toBe(mkTargetLevel(4));
    await machine.submit(job, machine.find(job));
    expect(solutions.length).toBe(1);
  });
});

describe('mode period', () => {
  it('raises the level at once for a machine that is too fast for it', async () => {
    const { port, offer, events } = await startStratumTest({
      mode: { kind: 'period', seconds: 10 },
    });
    offer({ level: 40 });
    const machine = await ScriptedMachine.start(port);
    expect((await machine.job()).target).toBe(mkTargetLevel(0));
    while (machine.jobs.length < 2) {
      const job = await machine.job();
      await machine.submit(job, machine.find(job));
    }
    const [easy, hard] = machine.jobs;
    if (easy === undefined || hard === undefined) throw new Error('no jobs');
    expect(hard.target).toBeLessThan(easy.target);
    // Each job is judged by the target it came with.
    const share = machine.find(hard, (hash) => hash > hard.target);
    expect((await machine.submit(easy, share)).result).toBe(true);
    expect((await machine.submit(hard, share)).error?.[0]).toBe(23);
    const levels = events.flatMap((e) => (e.type === 'machine-level-changed' ? [e.level] : []));
    expect(levels[0]).toBe(0);
    expect(levels[1]).toBeGreaterThan(2);
  });

  it('eases the level of a machine that stays silent', async () => {
    const { port, offer } = await startStratumTest({
      mode: { kind: 'period', seconds: 1 },
      rateMs: 100,
    });
    offer({ level: 60 });
    const machine = await ScriptedMachine.connect(port);
    await machine.request('mining.suggest_target', [mkTargetLevel(30).toString(16)]);
    await machine.subscribe();
    await machine.until(() => targetsSent(machine)[1]);
    const [, first = 0n, second = 0n] = [0, ...targetsSent(machine)];
    expect(second).toBeGreaterThan(BigInt(first));
  });

  it('begins where the machine suggests, within the limits', async () => {
    const { port, offer } = await startStratumTest({
      mode: { kind: 'period', seconds: 10 },
      minLevel: 35,
    });
    offer({ level: 60 });
    const start1 = await ScriptedMachine.start(port);
    expect((await start1.job()).target).toBe(mkTargetLevel(35));
    await start1.request('mining.suggest_difficulty', [2 ** 12]);
    expect((await start1.job(1)).target).toBe(mkTargetLevel(44));
    await start1.request('mining.suggest_target', ['f'.repeat(64)]);
    expect((await start1.job(2)).target).toBe(mkTargetLevel(35));
  });
});

describe('a minimum asked for with the password', () => {
  it('is what the next job asks for, where it was easier', async () => {
    const { port, offer } = await startStratumTest({
      mode: { kind: 'period', seconds: 10 },
      minLevel: 4,
    });
    offer({ level: 60 });
    const machine = await ScriptedMachine.start(port);
    expect((await machine.job()).target).toBe(mkTargetLevel(4));
    await machine.request('mining.authorize', ['account.rig', 'x;md=6']);
    expect(
      await machine.until(() => targetsSent(machine).find((t) => t === mkTargetLevel(6))),
    ).toBe(mkTargetLevel(6));
  });
});

describe('a level asked for with the password', () => {
  it('is used in any mode, from the next job on, but is not too easy', async () => {
    const { port, offer } = await startStratumTest({ mode: { kind: 'block' }, minLevel: 10 });
    offer({ level: 60 });
    const machine = await ScriptedMachine.start(port);
    expect((await machine.request('mining.authorize', ['a.b', 'x,d=12'])).result).toBe(true);
    expect((await machine.job(1)).target).toBe(mkTargetLevel(12));
    await machine.request('mining.authorize', ['a.b', 'd=3']);
    expect((await machine.job(2)).target).toBe(mkTargetLevel(10));
  });
});

describe('a request for a difficulty that is not followed as it stands', () => {
  const noticesOf = (events: readonly StratumEvent[]) =>
    events.flatMap((e) => (e.type === 'machine-changed' ? [e.machine.difficultyNotice] : []));

  it('is said on the machine and in the log once, however often it reconnects', async () => {
    const { port, offer, events, event, logged } = await startStratumTest({
      mode: { kind: 'block' },
      minLevel: 42,
    });
    offer({ level: 60 });
    for (let times = 1; times <= 3; times++) {
      const machine = await ScriptedMachine.start(port);
      await machine.request('mining.authorize', ['account.rig', 'x,d=30']);
      expect((await machine.job(1)).target).toBe(mkTargetLevel(42));
      machine.socket.destroy();
      await event((e) => e.type === 'machine-left' && e.session === times);
    }
    expect(noticesOf(events)).toContainEqual({ kind: 'too-easy', wantedLevel: 30, level: 42 });
    const lines = (await logged()).filter(({ text }) => text.includes('asked for level 30.0'));
    expect(lines.map(({ level }) => level)).toEqual(['warn']);
  });

  it('is said of options that are no number, and of suggestions where the level is fixed', async () => {
    const { port, offer, events, logged } = await startStratumTest({
      mode: { kind: 'level', level: 44 },
    });
    offer({ level: 60 });
    const machine = await ScriptedMachine.start(port);
    await machine.request('mining.suggest_difficulty', [0.0001]);
    expect(noticesOf(events).at(-1)).toMatchObject({ kind: 'fixed' });
    await machine.request('mining.authorize', ['account.rig', 'my-secret,diff=hunter2']);
    expect(noticesOf(events).at(-1)).toEqual({ kind: 'unreadable', option: 'diff' });
    // What follows puts it right.
    await machine.request('mining.authorize', ['account.rig', 'd=1000000']);
    expect((await machine.job(2)).target).toBe(mkTargetLevel(52));
    expect(noticesOf(events).at(-1)).toBeNull();
    const text = (await logged()).map((line) => line.text).join('\n');
    expect(text).toContain('suggested level 18.7');
    expect(text).toContain('the option diff of its password is not followed');
    expect(text).not.toContain('hunter2');
  });

  it('does not keep a slow machine at the minimum level in period mode', async () => {
    const { port, offer, events } = await startStratumTest({
      mode: { kind: 'period', seconds: 1 },
      minLevel: 24,
    });
    offer({ level: 60 });
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    await machine.request('mining.authorize', ['account.rig', 'd=15']);
    expect((await machine.job()).target).toBe(mkTargetLevel(24));
    expect(noticesOf(events).at(-1)).toMatchObject({ kind: 'follows-rate' });
    const eased = await machine.until(() =>
      targetsSent(machine).find((target) => target !== mkTargetLevel(24)),
    );
    expect(eased).toBeGreaterThan(mkTargetLevel(24));
  });
});
