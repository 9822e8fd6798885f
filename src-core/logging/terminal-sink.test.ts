import { expect, it } from 'vitest';
import { takesColours } from './terminal-sink.ts';

it.each([
  [true, {}, true],
  [true, { TERM: 'xterm-256color', NO_COLOR: '' }, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { TERM: 'dumb' }, false],
  [false, {}, false],
])('colours lines of a terminal (%s) with %j: %s', (isTerminal, environment, colours) => {
  expect(takesColours(isTerminal, environment)).toBe(colours);
});
