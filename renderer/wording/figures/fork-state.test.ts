import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { forkText } from './fork-state.ts';

it.each([
  [null, null],
  [{ number: 0, votes: 0 }, null],
  [{ number: 0, votes: 1 }, 'Fork 0, 1 vote'],
  [{ number: 1, votes: 0 }, 'Fork 1, 0 votes'],
  [{ number: 1, votes: 9520.5 }, 'Fork 1, 9,520 votes'],
])('the fork state %j is shown as %s', (forks, shown) => {
  expect(forkText(translationTo('en'), forks)).toBe(shown);
});
