import { expect, it } from 'vitest';
import { deliveryAfter } from './delivery.ts';

const message = { atMs: 0, reason: 'at-once', notices: [], more: 0 } as const;
const host = 'ntfy.sh';
const fault = { kind: 'too-many-wait' } as const;

it('says what became of the last attempt, and when the next one is', () => {
  expect(deliveryAfter({ type: 'notice-sent', message, host }, 5)).toEqual({
    ...{ host, atMs: 5, fault: null, retryAtMs: null },
  });
  const failed = (retryMs: number | null) =>
    deliveryAfter({ type: 'notice-failed', message, host, fault, retryMs }, 5);
  expect(failed(1_000)).toEqual({ host, atMs: 5, fault, retryAtMs: 1_005 });
  expect(failed(null)).toEqual({ host, atMs: 5, fault, retryAtMs: null });
});
