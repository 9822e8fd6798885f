import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

it('runs one after the other, in order', async () => {
  const inTurn = createTurns();
  const seen: string[] = [];
  const slow = inTurn(async () => {
    seen.push('slow begins');
    await new Promise((resolve) => setImmediate(resolve));
    seen.push('slow ends');
  });
  const quick = inTurn(() => {
    seen.push('quick');
    return Promise.resolve(7);
  });
  expect(await quick).toBe(7);
  await slow;
  expect(seen).toEqual(['slow begins', 'slow ends', 'quick']);
});

it('continues after an action that throws, and rejects for its caller', async () => {
  const inTurn = createTurns();
  const failed = inTurn(() => Promise.reject(new Error('broken')));
  const after = inTurn(() => Promise.resolve('fine'));
  await expect(failed).rejects.toThrow('broken');
  expect(await after).toBe('fine');
});
