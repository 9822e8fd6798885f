/**
 * Conversations that Kadena machines had with pools, replayed against this server: what the machine
 * said, in its order and form, and what it must get to work. (After the transcripts in the comments
 * of chainweb-mining-client's Worker.Stratum.Server, of f2pool, Poolflare and Antpool in 2021 and
 * 2022, and a NiceHash log in issue 2 of NoncerPro/Kadena.)
 */
import { afterEach, expect, it } from 'vitest';
import { mkTargetLevel } from '../chainweb/target.ts';
import { ScriptedMachine } from '../tests/scripted-machine.ts';
import { startStratumTest } from '../tests/stratum-test.ts';
import type { StratumTest } from '../tests/stratum-test.ts';

let test: StratumTest | null = null;
afterEach(async () => {
  await test?.server.close();
  test = null;
});

const account = `k:${'ab12'.repeat(16)}`;

it.each([
  {
    pool: 'f2pool',
    says: [
      { id: 1, method: 'mining.subscribe', params: ['kdaminer-v1.0.0', null] },
      { id: 2, method: 'mining.authorize', params: [`${account}.rig`, 'x'] },
    ],
  },
  {
    pool: 'f2pool, authorize first',
    says: [
      { id: 1, method: 'mining.authorize', params: [`${account}.rig`, 'x'] },
      { id: 2, method: 'mining.subscribe', params: ['kdaminer/1.0.0', null] },
    ],
  },
  {
    pool: 'Poolflare',
    says: [
      { params: ['kdaminer/1.0.0', null], id: 0, method: 'mining.subscribe' },
      { params: [account, ''], id: 1, method: 'mining.authorize' },
    ],
  },
  {
    pool: 'Antpool, where jobs came before subscribe',
    says: [
      { method: 'mining.authorize', params: [`${account}.rig`, 'x'], id: 3 },
      { method: 'mining.subscribe', params: ['bm-k1'], id: 4 },
      { method: 'mining.extranonce.subscribe', params: [], id: 5 },
    ],
  },
  {
    pool: 'NiceHash, with method names for ids',
    says: [
      { id: 'mining.subscribe', method: 'mining.subscribe', params: ['NoncerPro/1.0'] },
      { id: 'mining.authorize', method: 'mining.authorize', params: [`${account}.rig`, 'x'] },
    ],
  },
])('$pool', async ({ says }) => {
  test = await startStratumTest({ rateMs: 20, mode: { kind: 'level', level: 6 } });
  test.offer({ level: 12 });
  const machine = await ScriptedMachine.connect(test.port);
  for (const message of says) machine.write(`${JSON.stringify(message)}\n`);
  for (const { id, method } of says) {
    const { result, error } = await machine.answer(id);
    expect(error).toBeNull();
    if (method !== 'mining.subscribe') {
      expect(result).toBe(true);
      continue;
    }
    // What every recorded pool answers: something, 2 bytes of nonce1 with its zeros, and 6.
    expect(result).toEqual([null, expect.stringMatching(/^[0-9a-f]{4}$/), 6]);
    machine.nonce1 = (result as [null, string, number])[1];
  }

  const third = await machine.job(2);
  const pushes = machine.received.filter(({ method }) => method !== undefined);
  expect(pushes.map(({ id }) => id)).toEqual(pushes.map(() => null));
  expect(pushes[0]).toMatchObject({
    method: 'mining.set_target',
    params: [expect.stringMatching(/^[0-9a-f]{64}$/)],
  });
  for (const { method, params } of pushes.slice(1)) {
    expect(method).toBe('mining.notify');
    expect(params).toEqual([
      expect.stringMatching(/^[0-9a-f]+$/),
      expect.stringMatching(/^[0-9a-f]{572}$/),
      true,
    ]);
  }
  expect(third.target).toBe(mkTargetLevel(6));

  // A share, a better one that solves the block, and the first one again.
  const share = machine.find(third, (hash) => hash <= third.target && hash > mkTargetLevel(12));
  const block = machine.find(third, (hash) => hash <= mkTargetLevel(12));
  expect((await machine.submit(third, share, `${account}.rig`)).result).toBe(true);
  expect((await machine.submit(third, block, `${account}.rig`)).result).toBe(true);
  expect((await machine.submit(third, share, `${account}.rig`)).error?.[0]).toBe(22);
  expect(test.solutions.length).toBe(1);
});
