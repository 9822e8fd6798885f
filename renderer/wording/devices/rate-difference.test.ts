import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { rateDifferenceText } from './rate-difference.ts';

const rates = { ours: 5e12, theirs: 1e13 };

it('says both rates and the reason', () => {
  const { happened, advice } = rateDifferenceText(translationTo('en'), {
    ...rates,
    kind: 'rejects',
    share: 0.48,
  });
  expect(happened.replaceAll('\u00a0', ' ')).toBe(
    'The machine reports 10.0 TH/s; its shares prove 5.00 TH/s.',
  );
  expect(advice).toBe('48% of its shares are rejected.');
});

it('says so where no reason is known', () => {
  const { advice } = rateDifferenceText(translationTo('en'), { ...rates, kind: 'unexplained' });
  expect(advice).toContain('does not know why');
});
