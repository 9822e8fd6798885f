import { expect, it } from 'vitest';
import { PeerTurns } from './peer-turns.ts';
import type { WaitingPeer } from './peer-turns.ts';

const nextRound = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('gives fifty peers that never end so much time in a round and no more, each in its turn', async () => {
  let nowMs = 0;
  const turns = new PeerTurns(() => nowMs);
  const served: number[] = [];
  const peers = Array.from({ length: 50 }, (_, i): WaitingPeer => {
    const peer = {
      takeTurn(): number {
        served.push(i);
        if (served.length < 1_000) turns.join(peer);
        nowMs += 0.1875;
        return 0.0625;
      },
    };
    return peer;
  });
  for (const peer of peers) turns.join(peer);
  for (let round = 1; round <= 20; round++) {
    await nextRound();
    expect(served.length).toBeLessThanOrEqual(4 * round);
  }
  while (served.length < 100) await nextRound();
  expect(served.slice(0, 100)).toEqual([...peers.keys(), ...peers.keys()]);
  while (served.length < 1_000) await nextRound();
});
