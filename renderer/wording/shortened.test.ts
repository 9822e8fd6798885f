import { expect, it } from 'vitest';
import { beginningOf, shortened } from './shortened.ts';

it('keeps both ends of a hash', () => {
  expect(shortened('oDL-fcaFAyFZwARu3c1THXIz3IDPDyOERxtHrMWnAAA')).toBe('oDL-fc…MWnAAA');
  expect(shortened('oDL-fcaFAyFZwARu3c1THXIz3IDPDyOERxtHrMWnAAA', 4)).toBe('oDL-…nAAA');
});

it('leaves short texts alone', () => {
  expect(shortened('0123456789abc')).toBe('0123456789abc');
});

it('cuts the end of a long text', () => {
  expect(beginningOf('no GPU found', 6)).toBe('no GPU…');
  expect(beginningOf('no GPU', 6)).toBe('no GPU');
});
