import { expect, it } from 'vitest';
import { createAnnouncer } from './announcer.ts';

it('calls every listener of that name, until it stops listening', () => {
  const { announce, listen } = createAnnouncer();
  const received: string[] = [];
  const undo = listen('pausedOnBattery', (isPaused) => received.push(`first ${isPaused}`));
  listen('pausedOnBattery', (isPaused) => received.push(`second ${isPaused}`));
  listen('closeAsked', () => received.push('another announcement'));
  announce('pausedOnBattery', true);
  undo();
  announce('pausedOnBattery', false);
  expect(received).toEqual(['first true', 'second true', 'second false']);
});
