import { expect, it } from 'vitest';
import { effortMeaning, effortText } from './effort.ts';

it('writes effort in percent', () => {
  expect(effortText(0.824)).toBe('82\u00a0%');
  expect(effortText(0.031)).toBe('3.1\u00a0%');
  expect(effortText(2.5)).toBe('250\u00a0%');
  expect(effortText(null)).toBe('–');
});

it('calls a long search an unlucky streak', () => {
  expect(effortMeaning(0.4)).not.toContain('unlucky');
  expect(effortMeaning(3.2)).toContain('unlucky');
});
