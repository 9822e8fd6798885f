/** Damaged tables of turns at machines, in a process of its own that must not crash. */
import { expect, it } from 'vitest';
import { runCampaign } from './run-campaign.ts';
import { TURN_DAMAGE_PROGRAM } from './turn-damage.ts';
import type { TurnDamageRound } from './turn-damage.ts';

// A page that was read before is damaged unnoticed, and harmless until it is read again.
const CAMPAIGNS: readonly [kind: string, rounds: number, setAside: number][] = [
  ['shut:flips', 40, 5],
  ['shut:header', 40, 5],
  ['shut:page', 30, 25],
  ['shut:truncation', 30, 25],
  ['shut:absurd', 20, 0],
  ['open:flips', 30, 0],
  ['open:header', 30, 0],
  ['open:page', 40, 3],
  ['open:truncation', 30, 10],
  ['open:absurd', 20, 0],
];

it.each(CAMPAIGNS)('turns stay shared after damage: %s', async (kind, count, setAside) => {
  const { rounds, end, errors } = await runCampaign<TurnDamageRound>(
    ...([TURN_DAMAGE_PROGRAM, kind, 20_261_130, count] as const),
  );
  expect({ end, errors }).toEqual({ end: 'exit 0', errors: '' });
  expect(rounds).toHaveLength(count);
  for (const { damage, taken, isSetAside, lines } of rounds) {
    expect(taken, damage).toEqual([true, false, true, false]);
    expect(
      lines.some((line) => line.includes('is kept as')),
      damage,
    ).toBe(isSetAside);
  }
  expect(rounds.filter(({ isSetAside }) => isSetAside).length).toBeGreaterThanOrEqual(setAside);
});
