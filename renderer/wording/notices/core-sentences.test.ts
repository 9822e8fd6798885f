import { expect, it } from 'vitest';
import type { Notice, NoticeMessage } from '../../../contract/screen-contract.ts';
import { translationTo } from '../../../messages/translation.ts';
import { WORKER_KINDS } from '../../../src-core/index.ts';
import { messageText, STOP_REASONS } from '../../../src-core/notices/notice-sentences.ts';
import { noticeMessageText } from './notice-message.ts';

const english = translationTo('en');
const atMs = new Date(2026, 5, 1, 6, 30).getTime();
const sinceMs = atMs - 240_000;
const node = 'https://node.example:1848';
const place = { id: 'b', chain: 3, height: 512 };
const nowhere = { id: 'b', chain: null, height: null };

const NOTICES: readonly Notice[] = (
  [
    { kind: 'block-found', ...place, versionName: 'mainnet01', finder: 'attic' },
    { kind: 'block-found', ...nowhere, versionName: null, finder: null },
    { kind: 'block-orphaned', ...place },
    { kind: 'machine-offline', machine: 'attic', sinceMs },
    { kind: 'machine-back', machine: 'attic', awayMs: 240_000 },
    { kind: 'rate-low', machine: 'attic', worker: null, rate: 4.25e12, usual: 9.45e12 },
    ...([null, 'cpu', 'gpu', 'external'] as const).map((worker) => {
      const rates = { rate: 4.25e6, usual: 9.45e6 };
      return { kind: 'rate-low', machine: null, worker, ...rates } as const;
    }),
    ...WORKER_KINDS.map((workers, failing) => {
      const part = failing === 0 ? null : { failing, of: 8 };
      return { kind: 'workers-failed', workers, part, sinceMs } as const;
    }),
    ...WORKER_KINDS.map((workers) => ({ kind: 'workers-back', workers, awayMs: 240_000 }) as const),
    { kind: 'messages-lost', host: 'ntfy.sh', messages: 1 },
    { kind: 'messages-lost', host: '[::1]:8080', messages: 12 },
    { kind: 'rejects-high', machine: 'attic', refused: 31, shares: 120 },
    { kind: 'machine-hot', machine: 'attic', part: 'chip', celsius: 95.2, limit: 90 },
    { kind: 'machine-hot', machine: 'attic', part: 'board', celsius: 81, limit: 80 },
    { kind: 'node-lost', node, error: 'timeout', sinceMs },
    { kind: 'node-back', node, awayMs: 240_000 },
    { kind: 'fallback-used', node, lost: 'http://10.0.0.2:1848' },
    { kind: 'network-stalled', versionName: 'mainnet01', sinceMs },
    { kind: 'network-stalled', versionName: null, sinceMs },
    ...STOP_REASONS.map((reason) => ({ kind: 'mining-stopped', reason }) as const),
    { kind: 'disk-low', freeBytes: 512e6 },
    { kind: 'disk-low', freeBytes: null },
  ] as const
).map((facts) => ({ ...facts, atMs }));

const MESSAGES: readonly NoticeMessage[] = [
  ...NOTICES.map((notice) => ({ atMs, reason: 'at-once', notices: [notice], more: 0 }) as const),
  { atMs, reason: 'test', notices: [], more: 0 },
  { atMs, reason: 'gathered', notices: NOTICES, more: 2 },
  { atMs, reason: 'after-quiet-hours', notices: NOTICES.slice(0, 3), more: 1 },
];

it.each(MESSAGES)('the core says in English what the screen says: %j', (message) => {
  const { title, text } = noticeMessageText(english, message);
  // A terminal has no need of spaces that do not break.
  expect(messageText(message, atMs)).toEqual({ title, text: text.replaceAll('\u00a0', ' ') });
});
