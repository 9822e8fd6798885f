import { expect, it } from 'vitest';
import type { Notice, NoticeFacts } from '../notice.ts';
import { messagesIn, noticesIn } from './notice-schema.ts';

const found = { id: 'b', chain: 3, height: null };
const facts: readonly NoticeFacts[] = [
  { kind: 'block-found', ...found, versionName: 'mainnet01', finder: null },
  { kind: 'block-orphaned', ...found },
  { kind: 'machine-offline', machine: 'a', sinceMs: 1 },
  { kind: 'machine-back', machine: 'a', awayMs: 1 },
  { kind: 'rate-low', machine: null, worker: 'gpu', rate: 1, usual: 2 },
  { kind: 'workers-failed', workers: 'gpu', part: { failing: 1, of: 4 }, sinceMs: 1 },
  { kind: 'messages-lost', host: 'ntfy.sh', messages: 2 },
  { kind: 'workers-back', workers: 'stratum', awayMs: 1 },
  { kind: 'rejects-high', machine: 'a', refused: 1, shares: 2 },
  { kind: 'machine-hot', machine: 'a', part: 'chip', celsius: 90.5, limit: 85 },
  { kind: 'node-lost', node: 'http://n/', error: 'node-missing', sinceMs: 1 },
  { kind: 'node-back', node: 'http://n/', awayMs: 1 },
  { kind: 'fallback-used', node: 'http://n/', lost: 'http://m/' },
  { kind: 'network-stalled', versionName: null, sinceMs: 1 },
  { kind: 'mining-stopped', reason: 'broke-down' },
  { kind: 'disk-low', freeBytes: null },
];

it('reads every kind as it was written', () => {
  const notices: readonly Notice[] = facts.map((each, atMs) => ({ ...each, atMs }));
  expect(noticesIn(JSON.parse(JSON.stringify(notices)) as unknown[])).toEqual(notices);
});

it('reads a slow rate of a version that did not say whose it is', () => {
  const slow = { kind: 'rate-low', machine: null, rate: 1, usual: 2, atMs: 3 };
  expect(noticesIn([slow])).toEqual([{ ...slow, worker: null }]);
});

it('leaves out what it does not know', () => {
  const known = { kind: 'machine-back', machine: 'a', awayMs: 1, atMs: 2 };
  const given = [
    { ...known, kind: 'aliens-landed' },
    { ...known, machine: 7 },
    { ...known, atMs: null },
    // No Date has such times: one of them in a damaged file ended the program.
    { ...known, atMs: 1_790_123_456e12 },
    { ...known, awayMs: -1 },
    { kind: 'rate-low', machine: null, rate: 2, usual: 1, atMs: 2 },
    'machine-back',
    null,
    { ...known, colour: 'red' },
  ];
  expect(noticesIn(given)).toEqual([known]);
});

it('reads messages as they were written, without those that have no notice left', () => {
  const notices: readonly Notice[] = facts.map((each, atMs) => ({ ...each, atMs }));
  const message = { atMs: 9, reason: 'gathered', notices, more: 2 };
  const strange = { ...message, notices: [{ kind: 'aliens-landed', atMs: 1 }] };
  const given = [message, strange, { ...message, reason: 'test' }, { ...message, atMs: 1e20 }, 7];
  expect(messagesIn(JSON.parse(JSON.stringify(given)) as unknown[])).toEqual([message]);
});
