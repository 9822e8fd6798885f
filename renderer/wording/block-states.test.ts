import { expect, it } from 'vitest';
import { translationTo } from '../../messages/translation.ts';
import { BLOCK_STATES, blockState, blockStateMeaning } from './block-states.ts';

const english = translationTo('en');

it('has a different name and a different shape for every state', () => {
  const states = BLOCK_STATES.map(blockState);
  expect(new Set(states.map(({ name }) => english.t(name))).size).toBe(BLOCK_STATES.length);
  expect(new Set(states.map(({ shape }) => shape)).size).toBe(BLOCK_STATES.length);
});

it('adds the reason of a refusal', () => {
  expect(blockStateMeaning(english, 'refused', 'Invalid POW hash.')).toBe(
    'The node did not accept it. Reason: Invalid POW hash.',
  );
  expect(blockStateMeaning(english, 'refused', null)).toBe('The node did not accept it.');
});
