import { expect, it } from 'vitest';
import type { MinerSnapshot } from '../../../contract/screen-contract.ts';
import { countsOn, currentNetwork, ownNetworks } from './mined-networks.ts';

const counts = (confirmed: number) =>
  ({ confirmed, accepted: 0, pending: 0 }) as unknown as MinerSnapshot['blockCounts'];
const snapshot = {
  network: { versionName: 'mainnet01' },
  blocks: [{ versionName: 'practice' }],
  blockNetworks: [
    { versionName: 'practice', counts: counts(103) },
    { versionName: 'mainnet01', counts: counts(2) },
  ],
} as unknown as MinerSnapshot;

it('counts each network alone, the one that is mined on first', () => {
  expect(currentNetwork(snapshot)).toBe('mainnet01');
  expect(ownNetworks(snapshot)).toEqual(['mainnet01', 'practice']);
  expect(countsOn(snapshot, 'mainnet01').confirmed).toBe(2);
  expect(countsOn(snapshot, 'testnet06').confirmed).toBe(0);
});

it('takes the network of the newest block before a node has answered', () => {
  expect(currentNetwork({ ...snapshot, network: null })).toBe('practice');
  expect(currentNetwork({ network: null, blocks: [], blockNetworks: [] })).toBeNull();
});
