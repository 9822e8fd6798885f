import { expect, it } from 'vitest';
import { minerConfigSchema } from '../../../../src-core/index.ts';
import { difficultyParts, difficultySetting, LEVEL, PERIOD } from './share-difficulty-parts.ts';

const isTaken = (stratumDifficulty: unknown): boolean =>
  minerConfigSchema.safeParse({ stratumDifficulty }).success;

it.each(['block', 44, 'period:2.5'] as const)('shows and keeps the difficulty %s', (difficulty) => {
  expect(difficultySetting(difficultyParts(difficulty))).toBe(difficulty);
});

it('shows the period that a mode without one has', () => {
  expect(difficultyParts('period')).toMatchObject({ mode: 'period', seconds: 10 });
});

it('allows what the configuration takes, and no more', () => {
  const parts = difficultyParts('period');
  for (const seconds of [PERIOD.min, PERIOD.max]) {
    expect(isTaken(difficultySetting({ ...parts, seconds: seconds ?? NaN }))).toBe(true);
  }
  expect(isTaken(`period:${(PERIOD.min ?? NaN) - 0.1}`)).toBe(false);
  expect(isTaken(`period:${(PERIOD.max ?? NaN) + 1}`)).toBe(false);
  expect([LEVEL.min, LEVEL.max].map(isTaken)).toEqual([true, true]);
  expect([(LEVEL.min ?? 0) - 1, (LEVEL.max ?? 0) + 1].map(isTaken)).toEqual([false, false]);
});
