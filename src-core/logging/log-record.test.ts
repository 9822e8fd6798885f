import { describe, expect, it } from 'vitest';
import { isLogLevel, isLogged, LOG_LEVELS } from './log-record.ts';

describe('levels', () => {
  const SETTINGS = ['quiet', 'error', 'warn', 'info', 'debug', 'anything else'];
  it.each([
    ['error', 5],
    ['warn', 4],
    ['info', 3],
    ['debug', 2],
  ] as const)('let %s through at the last %d settings', (level, count) => {
    const open = SETTINGS.filter((setting) => isLogged(level, setting));
    expect(open).toEqual(SETTINGS.slice(-count));
  });
});

it('knows the names of the levels', () => {
  expect(LOG_LEVELS.filter((level) => isLogLevel(level))).toHaveLength(5);
  expect(['', 'Info', 'anything else'].filter((setting) => isLogLevel(setting))).toEqual([]);
});
