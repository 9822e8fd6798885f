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
    expect(served.length).toBe(4 * round);
  }
  while (served.length < 100) await nextRound();
  expect(served.slice(0, 100)).toEqual([...peers.keys(), ...peers.keys()]);
  while (served.length < 1_000) await nextRound();
});

it('ends a round that only later work fills, and goes on in the next', async () => {
  const turns = new PeerTurns(() => 0);
  const served: string[] = [];
  const peer = (name: string, laterMs: number): WaitingPeer => ({
    takeTurn() {
      served.push(name);
      return laterMs;
    },
  });
  const [flood, other] = [peer('flood', 1), peer('other', 0)];
  turns.join(flood);
  turns.join(other);
  turns.join(flood);
  expect([turns.isWaiting(flood), turns.isWaiting(other)]).toEqual([true, true]);
  await nextRound();
  expect(served).toEqual(['flood']);
  expect([turns.isWaiting(flood), turns.isWaiting(other)]).toEqual([false, true]);
  await nextRound();
  expect(served).toEqual(['flood', 'other']);
  // Nothing waits: no round is held.
  await nextRound();
  expect(served).toEqual(['flood', 'other']);
  turns.join(other);
  await nextRound();
  expect(served).toEqual(['flood', 'other', 'other']);
});
