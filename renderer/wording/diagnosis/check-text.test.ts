import { describe, expect, it } from 'vitest';
import type { Check } from '../../../contract/screen-contract.ts';
import { translationTo } from '../../../messages/translation.ts';
import { checkRows } from './check-rows.ts';
import { checkText } from './check-text.ts';

const english = translationTo('en');
const NOW_MS = 1_000_000_000;
const node = 'node.example:1848';

const textOf = (check: Check) => checkText(english, check, NOW_MS);

const port = (changes: object): Check => ({
  kind: 'port',
  verdict: 'ok',
  port: 1917,
  interfaceName: '*',
  state: 'heddle',
  detail: null,
  addresses: [{ address: '192.168.1.5', interfaceName: 'eth0', answers: true }],
  ...changes,
});

describe('the sentence of a check', () => {
  it('asks for nothing where all is well', () => {
    expect(textOf(port({}))).toEqual({
      says: 'Heddle’s Stratum server listens on port 1917. It answers at 192.168.1.5.',
      advice: null,
      fix: null,
    });
  });

  it('says what to do, with the button that opens the setting', () => {
    expect(textOf(port({ state: 'taken', verdict: 'fail' }))).toEqual({
      says: 'Port 1917 is in use by another program.',
      advice: 'Close that program, or choose another port.',
      fix: { button: 'Change the port', action: { do: 'open-settings', field: 'stratumPort' } },
    });
    expect(textOf(port({ addresses: [], verdict: 'warn' })).fix?.action).toEqual({
      do: 'open-settings',
      field: 'stratumInterface',
    });
  });

  it('has the same words for a node as the strip', () => {
    const down = {
      kind: 'node',
      verdict: 'fail',
      node,
      isFallback: false,
      error: { kind: 'node-missing', detail: 'ECONNREFUSED' },
      network: null,
      nodeVersion: null,
    } as const;
    const { says, fix } = textOf(down);
    expect(says).toBe('No node answers at node.example:1848.');
    expect(fix?.button).toBe('Change the address');
    expect(textOf({ ...down, isFallback: true }).fix?.action).toEqual({
      do: 'open-settings',
      field: 'fallbackNodes',
    });
  });

  it.each([
    [12_000, 'This computer’s clock is 12\u00a0s ahead of that of node.example:1848.'],
    [-12_000, 'This computer’s clock is 12\u00a0s behind that of node.example:1848.'],
  ])('says which clock is ahead: %d ms', (offsetMs, says) => {
    const clock = { kind: 'clock', verdict: 'warn', node, offsetMs, uncertaintyMs: 500 } as const;
    expect(textOf(clock).says).toBe(says);
  });

  it('lists the machines with their last share, and counts the rest', () => {
    const machines = Array.from({ length: 15 }, (_, at) => ({
      key: `rig${at}`,
      lastShareAtMs: at === 1 ? null : NOW_MS - 180_000,
    }));
    const { says } = textOf({ kind: 'machines', verdict: 'ok', machines, holder: null });
    expect(says).toMatch(
      /^Last share accepted: rig0 3\u00a0min ago, rig1 none yet, .*, and 3 more\.$/,
    );
  });

  it('says which notices need more shares, with the button that opens their difficulty', () => {
    const notices = { kind: 'notices', verdict: 'warn' } as const;
    const { says, fix } = textOf({
      ...notices,
      topicsWithoutShares: ['machine-offline', 'rate-low'],
    });
    expect(says).toContain('Machine offline, and back · Hash rate low');
    expect(fix?.action).toEqual({ do: 'open-settings', field: 'stratumDifficulty' });
  });

  it('says why a check was not made, and how to open a firewall that Heddle cannot look at', () => {
    const skipped = { verdict: 'skipped', detail: null } as const;
    expect(textOf({ kind: 'sync', ...skipped, reason: 'practice' }).says).toBe(
      'Not needed on the practice network.',
    );
    const windows = textOf({
      kind: 'firewall',
      verdict: 'skipped',
      reason: 'other-system',
      detail: 'win32',
    });
    expect(windows.advice).toContain('Windows Defender');
  });
});

describe('the rows of checks', () => {
  const sync = (of: string, isFallback: boolean): Check => ({
    kind: 'sync',
    verdict: 'ok',
    node: of,
    isFallback,
    state: 'current',
    height: 1,
    newestAgeMs: 1,
    error: null,
  });

  it('keep their places while checks are made, with fallback nodes below the first', () => {
    const found = [port({}), sync('b:1', true), sync('a:1', false)];
    const rows = checkRows(found, true).map(({ key, check }) => [key, check !== null]);
    expect(rows).toEqual([
      ['configuration', false],
      ['workers', false],
      ['node', false],
      ['sync', true],
      ['account', false],
      ['sync b:1', true],
      ['clock', false],
      ['port', true],
      ['firewall', false],
      ['disk', false],
      ['machines', false],
      ['notices', false],
      ['versions', false],
    ]);
    expect(checkRows(found, false).map(({ key }) => key)).toEqual(['sync', 'sync b:1', 'port']);
  });
});
