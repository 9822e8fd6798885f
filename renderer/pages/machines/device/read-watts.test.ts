import { expect, it } from 'vitest';
import { readWatts } from './read-watts.ts';

it('takes whole watts, and nothing to forget them', () => {
  expect(readWatts(' 1330 ')).toEqual({ ok: true, watts: 1330 });
  expect(readWatts('')).toEqual({ ok: true, watts: null });
});

it.each(['0', '100001', '1.5', '-5', '1,330', 'watts'])('refuses %s', (text) => {
  expect(readWatts(text)).toEqual({ ok: false });
});
