/**
 * Conversations that Kadena machines had with pools, replayed against this server: what the machine
 * said, in its order and form, and what it must get to work. (After the transcripts in the comments
 * of chainweb-mining-client's Worker.Stratum.Server, of f2pool, Poolflare, Antpool and a server at
 * level 42 in 2021 and 2022, a NiceHash log in issue 2 of NoncerPro/Kadena, and what the server of
 * ugneandmacysayhi/Kadena-Mining-Stratum was made for.)
 */
import { expect, it } from 'vitest';
import { mkTargetLevel } from '../../chainweb/target.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import type { ServerMessage } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';

interface Conversation {
  readonly pool: string;
  readonly says: readonly {
    readonly id: unknown;
    readonly method: string;
    readonly params: unknown;
  }[];
  /** The level of its jobs, 6 unless it asks for another. */
  readonly level?: number;
  /** Submits a share in its own way. */
  readonly submit?: (job: string, nonce2: string) => readonly unknown[];
}

const account = `k:${'ab12'.repeat(16)}`;

it.each<Conversation>([
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
  {
    pool: 'the server at level 42, authorize first, both at once',
    says: [
      { method: 'mining.authorize', id: 1, params: [account, ''] },
      { method: 'mining.subscribe', id: 2, params: ['kdaminer-v1.0.0', null] },
    ],
  },
  {
    pool: 'the solo server: level in the password, a fourth element, nonce2 of ten digits',
    says: [
      { id: 1, method: 'mining.subscribe', params: ['tt-miner/6.2.0', null] },
      { id: 2, method: 'mining.authorize', params: [`${account}.rig`, 'd=9'] },
    ],
    level: 9,
    submit: (job, nonce2) => [`${account}.rig`, job, nonce2.slice(-10), 'ffff'],
  },
])('$pool', async ({ says, level = 6, submit }) => {
  const { port, offer, solutions } = await startStratumTest({
    rateMs: 20,
    mode: { kind: 'level', level: 6 },
  });
  offer({ level: 12 });
  const machine = await ScriptedMachine.connect(port);
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

  await machine.job(2);
  const third = await machine.until(() =>
    machine.jobs.slice(2).find(({ target }) => target === mkTargetLevel(level)),
  );
  const pushes = machine.received.filter(({ method }) => method !== undefined);
  expect(pushes.map(({ id }) => id)).toEqual(pushes.map(() => null));
  expect(pushes[0]).toMatchObject({
    method: 'mining.set_target',
    params: [expect.stringMatching(/^[0-9a-f]{64}$/)],
  });
  for (const { params } of pushes.filter(({ method }) => method === 'mining.notify')) {
    expect(params).toEqual([
      expect.stringMatching(/^[0-9a-f]+$/),
      expect.stringMatching(/^[0-9a-f]{572}$/),
      true,
    ]);
  }
  const targets = pushes.filter(({ method }) => method !== 'mining.notify');
  expect(targets.map(({ method }) => method)).toEqual(targets.map(() => 'mining.set_target'));
  // With the first job, after an authorize behind it, and with another level.
  expect(targets.length).toBeLessThanOrEqual(level === 6 ? 2 : 3);

  // A share, a better one that solves the block, and the first one again.
  const share = machine.find(third, (hash) => hash <= third.target && hash > mkTargetLevel(12));
  const block = machine.find(third, (hash) => hash <= mkTargetLevel(12));
  const send = (nonce2: string): Promise<ServerMessage> =>
    machine.request(
      'mining.submit',
      submit?.(third.id, nonce2) ?? [`${account}.rig`, third.id, nonce2],
    );
  expect((await send(share)).result).toBe(true);
  expect((await send(block)).result).toBe(true);
  expect((await send(share)).error?.[0]).toBe(22);
  expect(solutions.length).toBe(1);
});
