import { expect, it } from 'vitest';
import { faultDetail } from './fault-detail.ts';

it('has the stack of an error, and the components', () => {
  const detail = faultDetail(new TypeError('no kind'), '\n    at NoticeRow');
  expect(detail).toMatch(/^TypeError: no kind\n +at .*\nin\n +at NoticeRow$/s);
});

it('is a bounded text whatever was thrown', () => {
  const long = new Error('x'.repeat(100_000));
  const odd = Object.create(null) as unknown;
  for (const thrown of [long, odd, null, undefined, 'text', Symbol('a'), { toString: null }]) {
    const detail = faultDetail(thrown, '\n    at Page'.repeat(10_000));
    expect(detail.length).toBeLessThanOrEqual(16_384);
    expect(detail).toContain('at Page');
  }
});
