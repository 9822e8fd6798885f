import { describe, expect, it } from 'vitest';
import { isLogged } from './log-record.ts';

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
