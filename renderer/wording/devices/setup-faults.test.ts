import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { setupFaultText } from './setup-faults.ts';

const english = translationTo('en');

it('says how long the machine was waited for, and what to check', () => {
  const { happened, advice } = setupFaultText(english, {
    kind: 'did-not-connect',
    waitedMs: 300_000,
  });
  expect(happened).toBe('Its pools are right, but it did not connect within 5\u00a0min.');
  expect(advice).toContain('firewall');
});

it('names the pool that the machine stayed on', () => {
  const url = 'stratum+tcp://pool.example:3333';
  const { happened } = setupFaultText(english, { kind: 'on-failover', url, waitedMs: 300_000 });
  expect(happened).toBe(`Its pools are right, but after 5\u00a0min it still mines for ${url}.`);
});

it("passes on the machine's own answer", () => {
  const error = { kind: 'refused', status: 403, answer: 'locked' } as const;
  expect(setupFaultText(english, { kind: 'device', error }).happened).toContain('“locked”');
});

it('says that nothing was written, and what to do first', () => {
  const fault = { kind: 'no-way', obstacle: 'no-server' } as const;
  const { happened, advice } = setupFaultText(english, fault);
  expect(happened).toContain('nothing was changed');
  expect(advice).toBe('Start mining first, so that it can connect.');
});

it('says which name another machine has', () => {
  const fault = { kind: 'name-taken', worker: 'cellar' } as const;
  expect(setupFaultText(english, fault).happened).toContain('named cellar');
});

it('says why a machine that had no pool keeps ours, in its own words', () => {
  const error = { kind: 'refused', status: 200, answer: 'param error' } as const;
  const { happened, advice } = setupFaultText(english, { kind: 'keeps-a-pool', error });
  expect(happened).toContain(
    'does not accept an empty list. The machine refused this: “param error”',
  );
  expect(advice).toContain('web page');
});
