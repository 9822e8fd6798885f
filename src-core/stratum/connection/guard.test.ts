import { expect, it } from 'vitest';
import { createLog } from '../../logging/logger.ts';
import { NoticeLimiter } from '../notice-limiter.ts';
import { guardFor } from './guard.ts';

it('logs what an action throws, once for many, and continues', async () => {
  const logged: string[] = [];
  const log = createLog({
    level: 'info',
    sink: (batch) => void logged.push(...batch.map(({ text }) => text)),
  });
  const guard = guardFor(log.logger, new NoticeLimiter());
  let runs = 0;
  for (let i = 0; i < 3; i++) {
    guard('reporting', () => {
      runs += 1;
      throw new Error('broken');
    });
  }
  guard('sending', () => void (runs += 1));
  guard('counting', () => {
    throw new Error('wrong');
  });
  await log.flush();
  expect(runs).toBe(4);
  expect(logged).toEqual([
    expect.stringContaining('reporting failed: Error: broken'),
    expect.stringContaining('counting failed: Error: wrong'),
  ]);
});
