import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { firstOf } from './first-of.ts';

const never = new Promise<string>(() => undefined);

it('is the value, or the error, of what settles before the signal', async () => {
  const { signal } = new AbortController();
  expect(await firstOf(Promise.resolve('value'), signal)).toBe('value');
  await expect(firstOf(Promise.reject(new Error('failed')), signal)).rejects.toThrow('failed');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

it('is null once the signal is aborted, before or meanwhile', async () => {
  const controller = new AbortController();
  const meanwhile = firstOf(never, controller.signal);
  controller.abort();
  expect(await meanwhile).toBeNull();
  expect(await firstOf(never, controller.signal)).toBeNull();
});
