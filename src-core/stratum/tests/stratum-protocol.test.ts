/** What machines send and the answers they get, over real sockets. */
import { describe, expect, it } from 'vitest';
import { mkTargetLevel } from '../../chainweb/target.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import { authorizeByRules } from '../access/access-rules.ts';

const NO_RULES = { allowedRigs: null, password: null, askFirst: null };

describe('the order of messages', () => {
  it('subscribe, then target and job at once, then authorize', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    await machine.job();
    expect(machine.received.map(({ id, method, result }) => method ?? [id, result])).toEqual([
      [1000, [null, machine.nonce1, 6]],
      'mining.set_target',
      'mining.notify',
    ]);
    expect(machine.nonce1).toMatch(/^[0-9a-f]{4}$/);
    expect(await machine.request('mining.authorize', ['account.rig', 'x'])).toEqual({
      id: 1001,
      result: true,
      error: null,
    });
  });

  it('target and job again after each authorize answer, of the level in force', async () => {
    const { port, offer } = await startStratumTest({ mode: { kind: 'level', level: 8 } });
    offer();
    const machine = await ScriptedMachine.start(port);
    for (const name of ['one', 'two', 'two']) {
      const before = machine.received.length;
      const [job] = await Promise.all([
        machine.nextJob(),
        machine.request('mining.authorize', [`account.${name}`, 'x']),
      ]);
      const pushes = machine.received.slice(before);
      expect(pushes.map(({ method, result }) => method ?? result)).toEqual([
        true,
        'mining.set_target',
        'mining.notify',
      ]);
      expect(pushes[1]?.params).toEqual([mkTargetLevel(8).toString(16).padStart(64, '0')]);
      expect((await machine.submit(job, machine.find(job))).result).toBe(true);
    }
  });

  it('a miner that takes the first line after a request for its answer gets to mine', async () => {
    const { port, offer } = await startStratumTest({ mode: { kind: 'level', level: 8 } });
    offer();
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    const early = await machine.job();
    const before = machine.received.length;
    await machine.request('mining.authorize', ['account.rig', 'x']);
    // What it reads as an answer is the target: only what follows the true answer counts.
    await machine.job(1);
    const late = machine.received.slice(before + 1);
    expect(late.map(({ method }) => method)).toEqual(['mining.set_target', 'mining.notify']);
    expect(early.target).toBe(mkTargetLevel(8));
  });

  it('authorize, then subscribe: nothing is pushed before the nonce1 is known', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.connect(port);
    await machine.request('mining.authorize', ['account.rig', 'x']);
    await machine.request('mining.ping', []);
    expect(machine.jobs).toEqual([]);
    await machine.subscribe();
    const job = await machine.job();
    expect((await machine.submit(job, machine.find(job))).result).toBe(true);
  });

  it('no authorize at all: shares count, and name the machine', async () => {
    const { port, offer, event } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.start(port);
    const job = await machine.job();
    expect((await machine.submit(job, machine.find(job), 'account.rig')).result).toBe(true);
    const named = await event((e) => e.type === 'machine-changed' && e.machine.rig === 'rig');
    expect(named).toMatchObject({ machine: { user: 'account.rig', isAuthorized: false } });
  });

  it('subscribed before there is work: target and job come with the first work', async () => {
    const { port, offer } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    expect(machine.received.length).toBe(1);
    offer();
    await machine.job();
    expect(machine.received.slice(1).map(({ method }) => method)).toEqual([
      'mining.set_target',
      'mining.notify',
    ]);
  });

  it.each([
    ['', undefined],
    [' with a password that it must know', authorizeByRules({ ...NO_RULES, password: 'known' })],
  ])('the conversation of the expect script%s', async (_what, authorize) => {
    // The steps of scripts/stratum.expect of chainweb-mining-client, in our own terms.
    const { port, offer } = await startStratumTest({ rateMs: 20, ...(authorize && { authorize }) });
    offer();
    const machine = await ScriptedMachine.connect(port);
    const say = (message: object): void => machine.write(`${JSON.stringify(message)}\r\n`);
    say({ id: 1, method: 'mining.authorize', params: ['wallet.one', 'known'] });
    say({ id: 2, method: 'mining.authorize', params: ['wallet.two', 'known'] });
    expect((await machine.answer(1)).result).toBe(true);
    expect((await machine.answer(2)).result).toBe(true);
    const nonces: unknown[] = [];
    for (const [id, params] of [
      [3, ['agent', null]],
      [4, ['agent']],
      [5, []],
    ] as const) {
      say({ id, method: 'mining.subscribe', params });
      nonces.push((await machine.answer(id)).result);
    }
    expect(nonces[1]).toEqual(nonces[0]);
    expect(nonces[2]).toEqual(nonces[0]);
    const third = await machine.job(2);
    expect(new Set(machine.jobs.map(({ id }) => id)).size).toBe(machine.jobs.length);
    expect(third.header.length).toBe(286);
  });
});

describe('authorization that takes time', () => {
  it('answers when the user decided, however often it was asked for, and jobs wait for it', async () => {
    const decide: ((verdict: { accepted: true }) => void)[] = [];
    const { port, offer } = await startStratumTest({
      authorize: () => new Promise((resolve) => decide.push(resolve)),
    });
    offer();
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    const answers = [1, 2].map(() => machine.request('mining.authorize', ['a.b', 'x']));
    await machine.request('mining.ping', []);
    expect(machine.received.length).toBe(2);
    expect(decide.length).toBe(2);
    for (const resolve of decide) resolve({ accepted: true });
    expect((await Promise.all(answers)).map(({ result }) => result)).toEqual([true, true]);
    await machine.job();
  });

  it('that fails refuses', async () => {
    const { port } = await startStratumTest({
      authorize: () => Promise.reject(new Error('broken')),
    });
    const machine = await ScriptedMachine.connect(port);
    expect((await machine.request('mining.authorize', ['a', 'x'])).error?.[0]).toBe(24);
  });
});

it('reports each stage that a machine passes, with its name and figures', async () => {
  const { port, offer, events, event } = await startStratumTest();
  offer({ level: 60, height: 7, chain: 3 });
  const machine = await ScriptedMachine.connect(port);
  await machine.subscribe(['kdaminer/1.0.0', null]);
  await machine.request('mining.authorize', ['k:ab.garage', 'x']);
  const job = await machine.job();
  for (let i = 0; i < 3; i++) await machine.submit(job, machine.find(job));
  await machine.leave();
  const left = await event((e) => e.type === 'machine-left');
  const stages = events.flatMap((e) => (e.type === 'machine-changed' ? [e.machine.stage] : []));
  expect([...new Set(stages)]).toEqual([
    'connected',
    'subscribed',
    'job-sent',
    'first-share',
    'mining',
  ]);
  const machines = events.flatMap((e) => (e.type === 'machine-changed' ? [e.machine] : []));
  expect(machines.at(-1)).toMatchObject({
    address: '127.0.0.1',
    agent: 'kdaminer/1.0.0',
    user: 'k:ab.garage',
    rig: 'garage',
    isAuthorized: true,
    nonce1: parseInt(machine.nonce1, 16),
    stage: 'mining',
  });
  expect(left).toMatchObject({
    reason: { kind: 'closed-by-machine' },
    measurement: {
      rig: 'garage',
      level: 0,
      shares: { accepted: 3, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 },
    },
  });
});
