import { expect, it } from 'vitest';
import { ENGLISH_WORDS } from './english-words.ts';
import { topicOf } from './notice.ts';
import type { Notice, NoticeFacts } from './notice.ts';
import { nameIn, noticeSentence } from './notice-sentence.ts';

const atMs = 1_000_000;
const of = (facts: NoticeFacts): Notice => ({ ...facts, atMs });
const place = { id: 'b', chain: 3, height: 6_012_345, versionName: null, finder: null };

it.each<[NoticeFacts, string]>([
  [{ kind: 'block-found', ...place, height: null }, 'A block was found. The node accepted it.'],
  [{ kind: 'block-found', ...place, chain: null }, 'A block was found. The node accepted it.'],
  [{ kind: 'machine-back', machine: 'a', awayMs: 240_000 }, 'a is back after 4 min.'],
  [
    { kind: 'rate-low', machine: '::ffff:10.0.0.7', worker: null, rate: 4e6, usual: 8e6 },
    '10.0.0.7 hashes at 4.00 MH/s, 50% of the usual 8.00 MH/s.',
  ],
  [{ kind: 'disk-low', freeBytes: 99_999_999 }, '99 MB'],
  [
    { kind: 'node-back', node: 'https://me:secret@a.example:8443/x', awayMs: 240_000 },
    'a.example:8443',
  ],
  [
    { kind: 'node-lost', node: 'no address', error: 'timeout', sinceMs: atMs - 240_000 },
    'no address',
  ],
  [{ kind: 'fallback-used', node: 'https://b.example', lost: 'https://a.example' }, 'b.example'],
  [{ kind: 'network-stalled', versionName: 'mainnet01', sinceMs: atMs - 240_000 }, 'mainnet01'],
  [{ kind: 'machine-back', machine: 'x::ffff:10.0.0.7', awayMs: 240_000 }, 'x::ffff:10.0.0.7 is'],
])('says %j', (facts, text) => {
  const sentence = noticeSentence(ENGLISH_WORDS, of(facts));
  expect(sentence).toContain(text);
  expect(sentence).not.toMatch(/secret|undefined|NaN|[{}]/);
});

it('says that a disk is full where nothing is known of its room', () => {
  const full = noticeSentence(ENGLISH_WORDS, of({ kind: 'disk-low', freeBytes: null }));
  const low = noticeSentence(ENGLISH_WORDS, of({ kind: 'disk-low', freeBytes: 5e6 }));
  expect(full).not.toMatch(/\d/);
  expect(low).toContain('5 MB');
});

it.each<[NoticeFacts, readonly string[]]>([
  [{ kind: 'machine-back', machine: 'a', awayMs: 1 }, ['a']],
  [{ kind: 'rate-low', machine: null, worker: null, rate: 1, usual: 2 }, []],
  [{ kind: 'block-found', ...place, finder: 'attic' }, ['attic']],
  [{ kind: 'block-found', ...place }, []],
  [{ kind: 'disk-low', freeBytes: null }, []],
])('names the machine or the finder of %j', (facts, names) => {
  expect(nameIn(of(facts))).toEqual(names);
});

it.each([
  ['messages-lost', null],
  ['machine-offline', 'machine-offline'],
  ['machine-back', 'machine-offline'],
  ['node-lost', 'node-lost'],
  ['node-back', 'node-lost'],
  ['workers-failed', 'mining-stopped'],
  ['workers-back', 'mining-stopped'],
  ['disk-low', 'disk-low'],
] as const)('belongs to a topic that can be switched off: %s to %s', (kind, topic) => {
  expect(topicOf(kind)).toBe(topic);
});
