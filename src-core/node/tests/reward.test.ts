import { describe, expect, it } from 'vitest';
import { parseReward } from '../answer-parsers.ts';

const TRANSFER = {
  name: 'TRANSFER',
  module: { namespace: null, name: 'coin' },
  moduleHash: 'klFkrLfpyLW-M3xjVPSdqXEMgxPPJibRt_D6qiBws6s',
};

/** `PayloadWithOutputs` with a coinbase of these events, as mainnet01 answers it. */
function answer(events: unknown): Buffer {
  const coinbase = {
    gas: 0,
    result: { status: 'success', data: 'Write succeeded' },
    reqKey: 'IkI3aE81d3pIRmpoZVpCZXFjVzE4dlZDcGRZUWNPbWhETTlFM01qZzNJMW8i',
    logs: 'x',
    events,
    metaData: null,
    continuation: null,
    txId: 5,
  };
  return Buffer.from(
    JSON.stringify({
      transactions: [['a', 'b']],
      minerData: 'e30',
      coinbase: Buffer.from(JSON.stringify(coinbase)).toString('base64url'),
    }),
  );
}

const paid = (amount: unknown, from = ''): unknown => ({
  ...TRANSFER,
  params: [from, 'k:ab', amount],
});

describe('the reward of a block', () => {
  it.each([
    [[paid(1.011832)], 1.011832],
    [[paid({ decimal: '0.98302612345678901234' })], 0.983026123456789],
    [[paid({ int: 2 })], 2],
    [[paid({ int: '3' })], 3],
    [[paid(1), paid(0.5)], 1.5],
    [[paid(0)], 0],
    [[{ ...TRANSFER, name: 'BURN', params: ['', 'a', 5] }], 0],
    [undefined, 0],
    [null, 0],
    [[paid(9, 'k:someone')], 0],
    [[{ ...TRANSFER, module: { namespace: 'free', name: 'coin2' }, params: ['', 'a', 5] }], 0],
  ])('is what its coinbase moves from no account: %j', (events, reward) => {
    expect(parseReward(answer(events))).toMatchObject({ ok: true, value: reward });
  });

  it.each([
    [Buffer.from('not found')],
    [Buffer.from('{}')],
    [Buffer.from(JSON.stringify({ coinbase: 'AAAA' }))],
    [answer([paid('much')])],
    [answer([paid(-1)])],
    [answer([paid({ decimal: '1e999' })])],
    [answer(Array.from({ length: 65 }, () => paid(1)))],
  ])('is not known where the answer makes no sense', (body) => {
    expect(parseReward(body)).toMatchObject({ ok: false, error: { kind: 'nonsense-answer' } });
  });
});
