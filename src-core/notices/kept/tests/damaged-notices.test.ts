/** Damage to `notices.json`: before the start, and while the program runs. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { collectedLog } from '../../../tests/collected-log.ts';
import { BYTE_DAMAGE } from '../../../tests/disk/byte-damage.ts';
import { seededRandom } from '../../../tests/seeded-random.ts';
import type { Notice } from '../../notice.ts';
import { ENGLISH_WORDS } from '../../english-words.ts';
import { messageText } from '../../notice-message.ts';
import { noticeSentence } from '../../notice-sentence.ts';
import { openNoticeFile } from '../notice-file.ts';
import { noticesIn } from '../notice-schema.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heddle-damaged-notices-'));
  path = join(folder, 'notices.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const setAside = (): string[] => readdirSync(folder).filter((name) => name.includes('.damaged-'));
const lost: Notice = { kind: 'node-back', node: 'http://node:1848', awayMs: 60_000, atMs: 1e12 };
const SOUND = JSON.stringify({
  version: 1,
  quiet: { notices: [lost], more: 2 },
  unsent: [{ atMs: 1e12, reason: 'gathered', notices: [lost, lost], more: 1 }],
  recent: Array.from({ length: 50 }, (_, i) => ({ ...lost, atMs: 1e12 + i })),
});

/** Sentences of what was read; they throw for what is not bounded. */
function sentencesOf(notices: readonly Notice[]): string {
  const message = { atMs: 1, reason: 'after-quiet-hours', notices, more: 0 } as const;
  return [
    ...notices.map((notice) => noticeSentence(ENGLISH_WORDS, notice)),
    messageText(ENGLISH_WORDS, message, 1e12).text,
  ].join('\n');
}

it.each(['flips', 'page', 'truncation'] as const)(
  'is read or set aside after %s, and the next notices are kept',
  async (kind) => {
    const random = seededRandom(20_261_130);
    for (let round = 0; round < 40; round += 1) {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      const { bytes, damage } = BYTE_DAMAGE[kind](Buffer.from(SOUND), random);
      writeFileSync(path, bytes);
      const log = collectedLog();
      const file = openNoticeFile(folder, log.logger);
      sentencesOf([...file.kept.recent, ...file.kept.quiet.notices]);
      for (const message of file.kept.unsent) messageText(ENGLISH_WORDS, message, 1e12);
      const warnings = await log.logged('warn');
      expect(warnings, damage).toHaveLength(setAside().length);
      expect(setAside().length + file.kept.recent.length, damage).toBeGreaterThan(0);
      file.write({ ...file.kept, recent: [lost] });
      await file.settled();
      expect(openNoticeFile(folder, log.logger).kept.recent, damage).toEqual([lost]);
    }
  },
);

it('is made again with the next notice after it was deleted with its folder', async () => {
  writeFileSync(path, SOUND);
  const { kept, write, settled } = openNoticeFile(folder, collectedLog().logger);
  rmSync(folder, { recursive: true });
  write(kept);
  await settled();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, ...kept });
});

const ODD: readonly (readonly [name: string, make: () => unknown])[] = [
  ['a folder', () => mkdirSync(path)],
  ['larger than any', () => writeFileSync(path, SOUND + ' '.repeat(16 * 1024 * 1024))],
  ['nested too deep', () => writeFileSync(path, '['.repeat(100_000))],
  ...(process.platform === 'win32'
    ? []
    : [['a pipe', () => execFileSync('mkfifo', [path])] as const]),
];

it.each(ODD)('is set aside when it is %s', async (_, make) => {
  make();
  const log = collectedLog();
  expect(openNoticeFile(folder, log.logger).kept.recent).toEqual([]);
  expect(existsSync(path)).toBe(false);
  expect((await log.logged('warn')).join()).toContain(join(folder, setAside()[0] ?? 'none'));
});

const odd = fc.oneof(
  fc.constantFrom(...[0, -0, -1, 0.5, 1e15, 8.64e15, 8.64e15 + 1, 1e24, 1e308, -1e308, 5e-324]),
  fc.string({ maxLength: 5000 }),
  fc.constantFrom(null, [], {}, true, '__proto__', 'http://', '\u202e'),
);
const KINDS = [
  ...[
    'block-found',
    'block-orphaned',
    'machine-offline',
    'machine-back',
    'rate-low',
    'rejects-high',
  ],
  ...['machine-hot', 'node-lost', 'node-back', 'fallback-used', 'network-stalled', 'disk-low'],
  ...['workers-failed', 'workers-back', 'messages-lost'],
];
const KEYS = [
  ...[
    'atMs',
    'sinceMs',
    'awayMs',
    'rate',
    'usual',
    'refused',
    'shares',
    'celsius',
    'limit',
    'freeBytes',
  ],
  ...['machine', 'node', 'lost', 'error', 'id', 'chain', 'height', 'versionName', 'finder', 'part'],
  ...['worker', 'workers', 'host', 'messages'],
];
/** What a file may hold that has the shape of ours: the usual value of each fact, or an odd one. */
const USUAL: Readonly<Record<string, unknown>> = {
  ...{
    atMs: 1e12,
    sinceMs: 1e12,
    awayMs: 5,
    rate: 1,
    usual: 2,
    refused: 1,
    shares: 2,
    celsius: 90,
  },
  ...{ limit: 85, freeBytes: 1, machine: 'a', node: 'http://n/', lost: 'http://m/', id: 'b' },
  ...{ worker: 'gpu', workers: 'cpu', host: 'ntfy.sh', messages: 3 },
  ...{ error: 'timeout', chain: 1, height: 2, versionName: 'practice', finder: 'a', part: 'chip' },
};
const notice = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    keys: fc.subarray(KEYS, { maxLength: 3 }),
    value: odd,
  })
  .map(({ kind, keys, value }) => ({
    ...USUAL,
    kind,
    ...Object.fromEntries(keys.map((key) => [key, value])),
  }));

it('has sentences without odd numbers, whatever its values are', () => {
  fc.assert(
    fc.property(fc.array(notice, { maxLength: 6 }), (given) => {
      const text = sentencesOf(noticesIn(given));
      expect(text).not.toMatch(/NaN|Infinity|undefined|null|\[object|e\+\d/);
      expect(text.length).toBeLessThan(20_000);
    }),
    { numRuns: 400 },
  );
});
