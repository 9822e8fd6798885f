/** Which chains have work, and with which payload. */
import { beforeEach, expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { unwrap } from '../../result.ts';
import { newPayload } from '../chain/payload.ts';
import { openPracticeChain } from '../chain/practice-chain.ts';
import type { PracticeChain } from '../chain/practice-chain.ts';
import { practiceNetwork } from '../chain/practice-network.ts';
import { openStoreIn } from '../chain/practice-store.ts';
import { createPayloadCache } from './payload-cache.ts';
import { createWorkIssuer } from './work-issuer.ts';
import type { WorkIssuer } from './work-issuer.ts';

const MINER = { account: 'a', predicate: 'keys-all', publicKeys: ['ab'] };
const [first, second] = [mkChainId(0), mkChainId(1)];

let chain: PracticeChain;
let issuer: WorkIssuer;
let changes: string[];
let now: bigint;
beforeEach(() => {
  const network = practiceNetwork('pair', null, 1);
  chain = openPracticeChain(network, unwrap(openStoreIn(null, network.versionName, false)), 1_000n);
  changes = [];
  now = 2_000n;
  issuer = createWorkIssuer({
    ...{ chain, payloads: createPayloadCache(() => 0), reward: 3, random: () => 0 },
    nowMicros: () => now,
    onChange: (id, change) => changes.push(`${id} ${change}`),
  });
});

/** How often the payload of a chain's work was renewed on its newest block. */
function renewals(): number {
  const payloadHash = issuer.issue(MINER, first)?.header.payloadHash;
  const { hashText } = chain.tip(first);
  const isThat = (renewal: number): boolean =>
    Buffer.from(newPayload(MINER, hashText, renewal, 3).payloadHash).equals(payloadHash!);
  return [0, 1, 2, 3].findIndex(isThat);
}

it('is renewed for the chains that have work, until they have another block', () => {
  expect(renewals()).toBe(0);
  issuer.refresh();
  expect(renewals()).toBe(1);
  issuer.prepare(first);
  expect(renewals()).toBe(1);
  changes = [];
  issuer.markMined(second);
  issuer.markMined(second);
  issuer.refresh();
  expect(changes).toEqual(['1 New Cut', '0 Refreshed Block']);
  expect(renewals()).toBe(2);
  expect([first, second, mkChainId(9)].map(issuer.isReady)).toEqual([true, false, false]);
  const header = chain.extend(first, new Uint8Array(32), now);
  chain.accept(header!, now);
  const other = chain.extend(second, new Uint8Array(32), now);
  chain.accept(other!, now);
  issuer.prepare(first);
  issuer.prepare(second);
  expect(renewals()).toBe(0);
  expect(issuer.isReady(second)).toBe(true);
});

it('is on the chain that is asked for where that has work, and on another otherwise', () => {
  const chainOf = (suggested: number | null): number | undefined =>
    issuer.issue(MINER, suggested)?.header.chain;
  expect([0, 1, null, 7].map(chainOf)).toEqual([0, 1, 0, 0]);
  issuer.markMined(first);
  expect([0, 1, null].map(chainOf)).toEqual([1, 1, 1]);
  issuer.markMined(second);
  expect(issuer.issue(MINER, null)).toBeNull();
});
