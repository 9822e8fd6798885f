import { expect, it } from 'vitest';
import type { HistoryMark } from '../../../contract/screen-contract.ts';
import { translationTo } from '../../../messages/translation.ts';
import { markText, timedMarkText } from './history-marks.ts';
import { foremostMark } from './mark-shapes.ts';

const english = translationTo('en');
const atMs = new Date(2026, 10, 23, 6, 28, 2).getTime();
const node = 'http://localhost:1848';

const TEXTS: readonly (readonly [HistoryMark, string])[] = [
  [
    { kind: 'block', id: 'a', chain: 3, height: 5_120_000, state: 'confirmed', atMs },
    'Block found on chain 3, height 5,120,000: Confirmed',
  ],
  [
    { kind: 'node-lost', node, error: 'connect-timeout', atMs },
    'No work from http://localhost:1848: it does not answer',
  ],
  [
    { kind: 'node-lost', node, error: 'account-spelled-otherwise', atMs },
    'No work from http://localhost:1848: it does not mine for your key',
  ],
  [{ kind: 'machine-left', key: 'a', name: 'rig07', reason: null, atMs }, 'rig07 left'],
  [
    { kind: 'machine-fault', key: 'b', name: 'KA3', fault: 'fan-stopped', atMs },
    'KA3: Fan stopped',
  ],
  [
    { kind: 'machine-well', key: 'b', name: 'KA3', fault: 'too-hot', atMs },
    'KA3: no longer “Too hot”',
  ],
  [
    { kind: 'settings-changed', keys: ['node', 'useTls', 'futureSetting'], atMs },
    'Settings changed: Address, TLS and futureSetting',
  ],
  [{ kind: 'paused', reason: 'in-use', atMs }, 'Mining paused: the computer is in use'],
  [
    { kind: 'worker-stopped', worker: 'gpu', reason: 'failed', atMs },
    'Graphics card stopped: it failed',
  ],
  [
    { kind: 'worker-stopped', worker: 'cpu', reason: 'battery', atMs },
    'Processor stopped: on battery',
  ],
  [{ kind: 'worker-resumed', worker: 'cpu', atMs }, 'Processor mines again'],
  [{ kind: 'more', count: 12, atMs }, '12 more events around this time'],
];

it.each(TEXTS)('says what happened, and why', (mark, text) => {
  expect(markText(english, mark)).toBe(text);
  expect(markText(translationTo('de'), mark)).not.toBe(text);
});

it('says when', () => {
  expect(timedMarkText(english, { kind: 'stopped', atMs })).toBe(
    '23 Nov 2026, 06:28:02 · Mining stopped',
  );
});

it('draws a block or a loss before what is usual, where several are in one place', () => {
  const lost: HistoryMark = { kind: 'node-lost', node, error: 'timeout', atMs };
  const back: HistoryMark = { kind: 'node-back', node, atMs };
  expect(foremostMark([back, lost, { kind: 'started', atMs }])).toBe(lost);
});
