import { translationTo } from '../../../messages/translation.ts';
import { expect, it } from 'vitest';
import { silenceText } from './silence.ts';

const english = translationTo('en');

const MINUTE = 60_000;
const worker = (name: string, silentSinceMs: number | null) => ({ name, silentSinceMs });

it('says nothing of programs that answer', () => {
  expect(silenceText(english, [], 0)).toBeNull();
  expect(silenceText(english, [worker('External 0', null)], 0)).toBeNull();
});

it('names the one that does not', () => {
  const workers = [worker('External 0', null), worker('External 1', MINUTE)];
  expect(silenceText(english, workers, 133.9 * MINUTE)).toBe(
    'External 1: no answer for 2\u00a0h 12\u00a0min',
  );
});

it('counts several, by the one that answered last', () => {
  const workers = [worker('A', 0), worker('B', 5 * MINUTE), worker('C', null)];
  expect(silenceText(english, workers, 20 * MINUTE)).toBe(
    '2 of 3 programs: no answer for 15\u00a0min or longer',
  );
});
