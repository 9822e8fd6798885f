import { expect, it } from 'vitest';
import { ENGLISH_WORDS } from './english-words.ts';
import type { Notice, NoticeMessage } from './notice.ts';
import { messageText } from './notice-message.ts';

const atMs = new Date(2026, 5, 1, 6, 30).getTime();

const message = (notices: readonly Notice[], more: Partial<NoticeMessage> = {}): NoticeMessage => ({
  ...{ atMs, reason: 'at-once', notices, more: 0 },
  ...more,
});
const offline = (machine: string): Notice => ({
  ...{ kind: 'machine-offline', machine, sinceMs: atMs - 240_000, atMs },
});

it('says one notice in a sentence, with its time when it is read late', () => {
  const one = message([offline('::ffff:10.0.0.7')]);
  const text = '10.0.0.7 has been offline for 4 min.';
  expect(messageText(ENGLISH_WORDS, one, atMs)).toEqual({ title: 'Machine offline', text });
  expect(messageText(ENGLISH_WORDS, one, atMs + 120_000).text).toBe(text);
  expect(messageText(ENGLISH_WORDS, one, atMs + 120_001).text).toBe(`06:30 ${text}`);
  const afterQuiet = message(one.notices, { reason: 'after-quiet-hours' });
  expect(messageText(ENGLISH_WORDS, afterQuiet, atMs).text).toBe(`06:30 ${text}`);
});

it('lists three of a kind, counts four, and names no more than there are', () => {
  const lines = (...machines: string[]): string[] =>
    messageText(ENGLISH_WORDS, message(machines.map(offline)), atMs).text.split('\n');
  expect(lines('a', 'b', 'c')).toHaveLength(3);
  expect(lines('a', 'b', 'c', 'c')).toEqual(['Machine offline, 4 times: a, b, c.']);
  const stopped: Notice = { kind: 'mining-stopped', reason: 'on-battery', atMs };
  const { title, text } = messageText(ENGLISH_WORDS, message(Array(4).fill(stopped)), atMs);
  expect([title, text]).toEqual(['4 notices', expect.stringMatching(/, 4 times\.$/)]);
});

it('has a text for a test, which has no notices', () => {
  const test = messageText(ENGLISH_WORDS, message([], { reason: 'test' }), atMs);
  expect([test.title, test.text].map((each) => each.length > 5)).toEqual([true, true]);
  expect(test.title).not.toContain('0');
});

it('shows a name within bounds, on one line', () => {
  const { text } = messageText(ENGLISH_WORDS, message([offline(`a\n${'b'.repeat(99)}`)]), atMs);
  expect(text).toBe(`a\\n${'b'.repeat(62)}… has been offline for 4 min.`);
});

it.each([
  [
    { chain: 3, height: 6_012_345, versionName: 'mainnet01', finder: 'attic' },
    'attic found a block on mainnet01 (chain 3, height 6,012,345). The node accepted it.',
  ],
  [
    { chain: null, height: null, versionName: null, finder: null },
    'A block was found. The node accepted it.',
  ],
])('leaves out what is not known of a block: %j', (facts, text) => {
  const found: Notice = { kind: 'block-found', id: 'b', ...facts, atMs };
  expect(messageText(ENGLISH_WORDS, message([found]), atMs).text).toBe(text);
});

it('counts what is of one kind, and gives each line of others its time', () => {
  const rigs = ['a', 'b', 'c', 'd', 'e'].map(offline);
  const stopped: Notice = { kind: 'mining-stopped', reason: 'on-battery', atMs };
  const storm = message([...rigs, stopped], { reason: 'gathered', more: 1 });
  expect(messageText(ENGLISH_WORDS, storm, atMs)).toEqual({
    title: '7 notices',
    text: [
      'Machine offline, 5 times: a, b, c and 2 more.',
      '06:30 The computer runs on battery. Mining is paused.',
      '1 more notice.',
    ].join('\n'),
  });
  const late = message([stopped], { reason: 'after-quiet-hours', more: 1 });
  expect(messageText(ENGLISH_WORDS, late, atMs).title).toBe('2 notices from quiet hours');
});

it.each([
  [
    {
      kind: 'workers-failed',
      workers: 'gpu',
      part: { failing: 1, of: 4 },
      sinceMs: atMs - 180_000,
    },
    'The graphics card of this computer (1 of 4) has failed for 3 min. Heddle tries again; the log has the reason.',
  ],
  [
    { kind: 'workers-failed', workers: 'on-demand', part: null, sinceMs: atMs - 180_000 },
    'The simulated worker has failed for 3 min. Heddle tries again; the log has the reason.',
  ],
  [
    { kind: 'workers-back', workers: 'external', awayMs: 240_000 },
    'The external program works again after 4 min.',
  ],
  [
    { kind: 'rate-low', machine: null, worker: 'cpu', rate: 4e6, usual: 8e6 },
    'The processor of this computer hashes at 4.00 MH/s, 50% of the usual 8.00 MH/s.',
  ],
  [
    { kind: 'rate-low', machine: null, worker: null, rate: 4e6, usual: 8e6 },
    'This computer hashes at 4.00 MH/s, 50% of the usual 8.00 MH/s.',
  ],
  [
    { kind: 'messages-lost', host: 'ntfy.sh', messages: 12 },
    '12 messages have not reached ntfy.sh and are not sent again. The log has the reason.',
  ],
] as const)(
  'says what is wrong with this computer, and with the way to the user: %j',
  (facts, text) => {
    expect(messageText(ENGLISH_WORDS, message([{ ...facts, atMs }]), atMs).text).toBe(text);
  },
);
