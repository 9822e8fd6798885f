import { expect, it } from 'vitest';
import { BLOCK_STATES, blockStateMeaning, blockStateWords } from './block-states.ts';

it('has a different word and a different shape for every state', () => {
  const words = BLOCK_STATES.map(blockStateWords);
  expect(new Set(words.map((state) => state.word)).size).toBe(BLOCK_STATES.length);
  expect(new Set(words.map((state) => state.shape)).size).toBe(BLOCK_STATES.length);
});

it('adds the reason of a refusal as a sentence', () => {
  expect(blockStateMeaning('refused', 'invalid proof of work')).toBe(
    'The node did not take it. Invalid proof of work.',
  );
  expect(blockStateMeaning('refused', null)).toBe('The node did not take it.');
});
