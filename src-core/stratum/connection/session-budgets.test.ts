import { expect, it } from 'vitest';
import { AddressAllowances } from '../admission/address-allowances.ts';
import { DEFAULT_LIMITS } from '../stratum-limits.ts';
import type { StratumRequest } from '../stratum-messages.ts';
import { SessionBudgets } from './session-budgets.ts';

const limits = { ...DEFAULT_LIMITS, maxBadLines: 3, maxChanges: 2, maxNames: 1 };

function budgets(maxBadLinesPerAddress = 100): SessionBudgets {
  const addresses = new AddressAllowances({ ...limits, maxBadLinesPerAddress }, false);
  return new SessionBudgets({ limits, addresses }, '10.0.0.2', 0);
}
const times = (count: number, spend: () => boolean): number =>
  Array.from({ length: count }, spend).filter(Boolean).length;

it('counts an invalid line of more than 512 characters as several', () => {
  const invalid = (characters: number): number => {
    const each = budgets();
    return times(9, () => each.spendGarbage(characters, 0));
  };
  expect([invalid(512), invalid(513)]).toEqual([3, 2]);
  const long = budgets();
  expect(times(9, () => long.spendLongLine(0))).toBe(3);
  const each = budgets();
  each.spendGarbage(5_000, 0);
  expect([each.spendLongLine(999), each.spendLongLine(1_000)]).toEqual([false, true]);
});

it('counts them for the address, too', () => {
  const each = budgets(1);
  expect(times(9, () => each.spendLongLine(0))).toBe(1);
});

it('limits other difficulties, known names and new ones apart, and nothing else', () => {
  const suggest: StratumRequest = { method: 'suggest', id: '1', level: 40 };
  const authorize: StratumRequest = { method: 'authorize', id: '1', user: 'a', password: '' };
  const spend = (each: SessionBudgets, request: StratumRequest, knows: boolean): number =>
    times(9, () =>
      each.spendChange(
        request,
        (user) => {
          expect(user).toBe('a');
          return knows;
        },
        0,
      ),
    );
  const each = budgets();
  expect(spend(each, authorize, false)).toBe(1);
  expect(spend(each, authorize, true)).toBe(2);
  expect(spend(each, suggest, true)).toBe(0);
  expect(spend(budgets(), suggest, false)).toBe(2);
  expect(spend(each, { method: 'ping', id: '1' }, false)).toBe(9);
});
