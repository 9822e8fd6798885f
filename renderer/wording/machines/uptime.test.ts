import { translationTo } from '../../../messages/translation.ts';
import { describe, expect, it } from 'vitest';
import { madeUpMachine } from '../../tests/made-up-machine.ts';
import { uptimeText } from './uptime.ts';

const english = translationTo('en');

const HOUR = 3_600_000;

describe('the uptime of a machine', () => {
  it('counts on while it is connected', () => {
    const machine = madeUpMachine({ connectedAtMs: HOUR });
    expect(uptimeText(english, machine, 3 * HOUR + 600_000)).toBe('up 2\u00a0h 10\u00a0min');
    expect(uptimeText(english, machine, 3 * HOUR + 660_000)).toBe('up 2\u00a0h 11\u00a0min');
  });

  it('counts on while it may just be reconnecting', () => {
    const machine = madeUpMachine({ leftAtMs: HOUR, isOnline: true });
    expect(uptimeText(english, machine, HOUR + 60_000)).toBe('up 1\u00a0h 1\u00a0min');
  });

  it('stands still after it has left', () => {
    const machine = madeUpMachine({ leftAtMs: HOUR, isOnline: false });
    expect(uptimeText(english, machine, 5 * HOUR)).toBe('was up 1\u00a0h');
  });

  it('forgives a clock that was set back', () => {
    expect(uptimeText(english, madeUpMachine({ connectedAtMs: HOUR }), 0)).toBe(
      'up less than 1\u00a0s',
    );
  });
});
