import { expect, it } from 'vitest';
import { createAnnouncer } from './announcer.ts';

it('tells every listener of that name, until it stops listening', () => {
  const { announce, listen } = createAnnouncer();
  const heard: string[] = [];
  const undo = listen('pausedOnBattery', (isPaused) => heard.push(`first ${isPaused}`));
  listen('pausedOnBattery', (isPaused) => heard.push(`second ${isPaused}`));
  listen('closeAsked', () => heard.push('another announcement'));
  announce('pausedOnBattery', true);
  undo();
  announce('pausedOnBattery', false);
  expect(heard).toEqual(['first true', 'second true', 'second false']);
});
