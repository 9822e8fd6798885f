import { expect, it } from 'vitest';
import { shortened } from './shortened.ts';

it('keeps both ends of a hash', () => {
  expect(shortened('oDL-fcaFAyFZwARu3c1THXIz3IDPDyOERxtHrMWnAAA')).toBe('oDL-fc…MWnAAA');
  expect(shortened('oDL-fcaFAyFZwARu3c1THXIz3IDPDyOERxtHrMWnAAA', 4)).toBe('oDL-…nAAA');
});

it('leaves short words alone', () => {
  expect(shortened('0123456789abc')).toBe('0123456789abc');
});
