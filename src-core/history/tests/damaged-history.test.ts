/** Damaged files, each opened and written to by a process of its own that must not crash. */
import { describe, expect, it } from 'vitest';
import { BLOCKS, DAMAGE_PROGRAM } from '../../tests/disk/damage-campaign.ts';
import type { DamageRound } from '../../tests/disk/damage-campaign.ts';
import { runCampaign } from '../../tests/disk/run-campaign.ts';

/** Each round is a process of its own. */
const timeout = 20_000;

const campaign = (name: string, seed: number, rounds: number) =>
  runCampaign<DamageRound>(DAMAGE_PROGRAM, name, seed, rounds);

describe.each([
  // Most bytes belong to samples, or to nothing.
  { name: 'flips', rounds: 60, least: 0.9 },
  { name: 'text', rounds: 30, least: 0.9 },
  { name: 'page', rounds: 30, least: 0.5 },
  { name: 'header', rounds: 30, least: 0.5 },
  { name: 'truncation', rounds: 30, least: 0.1 },
])('a history with damage by $name', { timeout }, ({ name, rounds: count, least }) => {
  it('takes new blocks; a file that is set aside is logged once, and most blocks are saved', async () => {
    const { rounds, end, errors } = await campaign(name, 20_261_129, count);
    expect({ end, errors }).toEqual({ end: 'exit 0', errors: '' });
    expect(rounds).toHaveLength(count);
    for (const round of rounds) {
      expect(round, round.damage).toMatchObject({ state: 'accepted' });
      const named = round.lines.filter((line) => line.includes('.damaged-'));
      expect(named, round.damage).toHaveLength(round.isSetAside ? 1 : 0);
      expect(round.lines, round.damage).toHaveLength(named.length);
    }
    expect(rounds.filter(({ isSetAside }) => isSetAside).length).toBeGreaterThan(count / 4);
    const kept = rounds.reduce((sum, round) => sum + round.kept, 0);
    expect(kept / (count * BLOCKS)).toBeGreaterThan(least);
  });
});

describe('a history with effort that cannot have been spent', { timeout }, () => {
  it('still has luck, and is kept as it is', async () => {
    const { rounds, end, errors } = await campaign('effort', 20_261_130, 10);
    expect({ end, errors }).toEqual({ end: 'exit 0', errors: '' });
    for (const round of rounds) {
      expect(round.damage).not.toContain('at -1');
      expect(round, round.damage).toMatchObject({
        state: 'accepted',
        isSetAside: false,
        lines: [],
      });
    }
  });
});

describe('a history whose files are damaged while it is open', { timeout }, () => {
  it.each(['deleted', 'truncated', 'garbled'])(
    '(%s) loses no block and no solution, and logs each file once',
    async (name) => {
      const { rounds, end, errors } = await campaign(name, 1, 1);
      expect({ end, errors }).toEqual({ end: 'exit 0', errors: '' });
      const [round] = rounds;
      expect(round).toMatchObject({ state: 'accepted', kept: BLOCKS, waiting: 1 });
      expect(round?.lines).toHaveLength(2);
      for (const line of round?.lines ?? []) expect(line).toMatch(/damaged-|deleted or replaced/);
    },
  );
});
