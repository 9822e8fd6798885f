import { expect, it } from 'vitest';
import { difficultyParts, difficultySetting } from './share-difficulty-parts.ts';

it.each(['block', 44, 'period:2.5'] as const)('shows and keeps the difficulty %s', (difficulty) => {
  expect(difficultySetting(difficultyParts(difficulty, 10))).toBe(difficulty);
});

it('shows the period that a mode without one has', () => {
  expect(difficultyParts('period', 10)).toMatchObject({ mode: 'period', seconds: 10 });
});
