import { expect, it } from 'vitest';
import { readWatts } from './read-watts.ts';

const LIMITS = { min: 1, max: 100_000 };

it('takes whole watts, and nothing to forget them', () => {
  expect(readWatts(' 1330 ', LIMITS)).toEqual({ ok: true, watts: 1330 });
  expect(readWatts('', LIMITS)).toEqual({ ok: true, watts: null });
});

it.each(['0', '100001', '1.5', '-5', '1,330', 'watts'])('refuses %s', (text) => {
  expect(readWatts(text, LIMITS)).toEqual({ ok: false });
});
