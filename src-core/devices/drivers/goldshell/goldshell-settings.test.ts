/** Power plans and sleep in a Goldshell's settings. */
import { describe, expect, it } from 'vitest';
import {
  macIn,
  planChange,
  powerIn,
  powerPlansOf,
  sleepChange,
  wakeChange,
} from './goldshell-settings.ts';

const NORMAL = { level: 0, info: 'usual' };
const LOW = { level: 1, info: 'saving' };
const OWN = { level: 2, info: 'turbo' };
const SLEEP = { level: 3, info: 'sleep' };
const NAMELESS = { level: 7 };
const PLANS = [OWN, NORMAL, SLEEP, LOW, NAMELESS, null];
const settings = { powerplans: PLANS, select: 3 };
const UNSUPPORTED = { ok: false, error: { kind: 'unsupported' } };
const chosen = (select: number) => ({ ok: true, value: { select } });

describe('the settings of a Goldshell', () => {
  it('list the plans with which it hashes, by their places', () => {
    expect(powerPlansOf(settings)).toEqual({
      plans: [
        { id: 0, name: 'turbo' },
        { id: 1, name: 'normal' },
        { id: 3, name: 'low-power' },
        { id: 4, name: 'level 7' },
        { id: 5, name: 'level ?' },
      ],
      current: 3,
    });
    expect(powerPlansOf({ ...settings, manual: true }).current).toBeNull();
    expect(powerPlansOf({ ...settings, manual: false }).current).toBe(3);
    expect(powerPlansOf({ powerplans: 'none' })).toEqual({ plans: [], current: null });
    const many = { powerplans: Array.from({ length: 40 }, () => NORMAL) };
    expect(powerPlansOf(many).plans).toHaveLength(32);
  });

  it('say what it can do, and the plan in force', () => {
    const modes = { canSleep: true, hasPlans: true };
    expect(powerIn(settings)).toEqual({ modes, plan: 'low-power' });
    expect(powerIn({ ...settings, select: 2 })).toEqual({ modes, plan: null });
    const single = powerIn({ powerplans: [NORMAL], select: 0 });
    expect(single).toEqual({ modes: { canSleep: false, hasPlans: false }, plan: 'normal' });
    const sleeper = powerIn({ powerplans: [NORMAL, SLEEP] });
    expect(sleeper).toEqual({ modes: { canSleep: true, hasPlans: false }, plan: null });
  });

  it('take a plan of the list', () => {
    expect(planChange(settings, 3)).toEqual(chosen(3));
    expect(planChange(settings, 0)).toEqual(chosen(0));
    expect(planChange(settings, 6)).toEqual(UNSUPPORTED);
    const value = { select: 1, manual: false };
    expect(planChange({ ...settings, manual: true }, 1)).toEqual({ ok: true, value });
  });

  it('send it to sleep where it knows that', () => {
    expect(sleepChange(settings)).toEqual(chosen(2));
    expect(sleepChange({ powerplans: [SLEEP] })).toEqual(chosen(0));
    expect(sleepChange({ powerplans: [NORMAL] })).toEqual(UNSUPPORTED);
  });

  it.each([
    ['the plan from before', PLANS, 3, 3],
    ['the first plan, which it had before', PLANS, 0, 0],
    ['the usual one where none is known', PLANS, null, 1],
    ['the usual one where the plan from before is sleep', PLANS, 2, 1],
    ['the usual one where the plan from before is gone', PLANS, 9, 1],
    ['the first that hashes where none is usual', [SLEEP, LOW, OWN], null, 1],
  ])('wake it with %s', (_, powerplans, before, id) => {
    expect(wakeChange({ powerplans }, before)).toEqual(chosen(id));
  });

  it('wake it with no plan where there is none that hashes', () => {
    expect(wakeChange({ powerplans: [SLEEP] }, 0)).toEqual(UNSUPPORTED);
  });

  it('have its MAC as its name', () => {
    expect(macIn({ name: '28E297000001' })).toBe('28:e2:97:00:00:01');
    expect(macIn({ name: 'box' })).toBeNull();
  });
});
