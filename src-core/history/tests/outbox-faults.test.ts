/** The outbox's file over time: what is lost, grows, or cannot be written, and is written later. */
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import type { OutboxEntry } from '../../node/solutions/solution-outbox.ts';
import type { HistoryFault } from '../../storage/storage-events.ts';
import type { BlockingRenameOptions } from '../../system/patient-rename.ts';
import { openOutboxFile } from '../outbox-file.ts';

let folder: string;
let path: string;
let nowMs: number;
let news: (HistoryFault['kind'] | 'recovered')[];

beforeEach(() => {
  vi.useFakeTimers();
  folder = mkdtempSync(join(tmpdir(), 'heddle-outbox-'));
  onTestFinished(() => {
    vi.useRealTimers();
    rmSync(folder, { recursive: true, force: true });
  });
  path = join(folder, 'data', 'outbox.jsonl');
  nowMs = 1_000_000;
  news = [];
});

const faults: HistoryFault[] = [];

function open(where: string | null = path, renaming: BlockingRenameOptions = {}) {
  const outbox = openOutboxFile({
    ...{ path: where, renaming },
    onFault(fault) {
      faults.push(fault);
      news.push(fault.kind);
    },
    onRecovered: () => news.push('recovered'),
    nowMs: () => nowMs,
  });
  onTestFinished(() => outbox.close());
  return outbox;
}

function pass(seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    nowMs += 1_000;
    vi.advanceTimersByTime(1_000);
  }
}

const entry = (id: string, bytes = 3): OutboxEntry => ({
  ...{ id, node: 'http://node', versionName: 'practice', chain: mkChainId(3), height: 7 },
  ...{ difficulty: 1, worker: 'CPU 0', foundAtMs: 9, bytes: new Uint8Array(bytes) },
});
const kept = (): string[] =>
  open()
    .all()
    .map(({ id }) => id);

it('is in memory alone where there is none', () => {
  const outbox = open(null);
  outbox.put(entry('a'));
  outbox.put(entry('b'));
  outbox.remove('a');
  pass(10);
  expect(outbox.all()).toEqual([entry('b')]);
  expect([readdirSync(folder), news]).toEqual([[], []]);
});

it('is for its owner alone, and empty without entries', () => {
  open();
  expect(statSync(path).size).toBe(0);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(dirname(path))).toEqual(['outbox.jsonl']);
});

it('is written again within seconds after it was deleted, and that is reported', () => {
  const outbox = open();
  outbox.put(entry('a'));
  pass(10);
  rmSync(path);
  pass(2);
  expect([existsSync(path), news]).toEqual([true, ['gone']]);
  expect(faults.at(-1)).toEqual({ kind: 'gone', file: path });
  expect(kept()).toEqual(['a']);
});

it('that cannot be written is reported once, and again when it has been for ten seconds', () => {
  mkdirSync(dirname(dirname(path)), { recursive: true });
  writeFileSync(dirname(path), 'no folder');
  const outbox = open();
  outbox.put(entry('a'));
  pass(20);
  expect(news).toEqual(['unwritable']);
  expect(faults.at(-1)).toMatchObject({ kind: 'unwritable', cause: 'disk', file: path });
  rmSync(dirname(path));
  pass(2);
  outbox.put(entry('b'));
  expect(news).toEqual(['unwritable']);
  expect(kept()).toEqual(['a', 'b']);
  pass(10);
  expect(news).toEqual(['unwritable', 'recovered']);
  pass(30);
  expect(news).toHaveLength(2);
});

/** Descriptors of this process for files of the folder. */
const openNow = (): number =>
  readdirSync('/proc/self/fd')
    .map((descriptor) => `/proc/self/fd/${descriptor}`)
    // The one of the listing is closed by now.
    .filter((entry) => lstatSync(entry, { throwIfNoEntry: false }) !== undefined)
    .filter((entry) => readlinkSync(entry).startsWith(folder)).length;

it.each([
  ['ENOSPC', 'full'],
  ['EACCES', 'not-writable'],
  ['EIO', 'disk'],
])('is not replaced where its new file gets no place (%s), and leaves no draft', (code, cause) => {
  open().close();
  let isRefused = true;
  const rename = (from: string, to: string): void => {
    if (isRefused) throw Object.assign(new Error('no place'), { code, syscall: 'rename' });
    renameSync(from, to);
  };
  const outbox = open(path, { rename, platform: 'linux' });
  outbox.put(entry('a'));
  expect([news, readdirSync(dirname(path))]).toEqual([['unwritable'], ['outbox.jsonl']]);
  expect(faults.at(-1)).toEqual({
    ...{ kind: 'unwritable', cause, file: path, detail: 'no place' },
  });
  expect(outbox.all()).toEqual([entry('a')]);
  pass(60);
  // It is retried every two seconds: a draft left open each time would use up the descriptors of the program.
  if (process.platform === 'linux') expect(openNow()).toBe(0);
  isRefused = false;
  pass(2);
  expect(kept()).toEqual(['a']);
});

it.runIf(process.platform === 'linux')('is open once, however often it was replaced', async () => {
  vi.useRealTimers();
  const outbox = open();
  for (let at = 0; at < 5; at += 1) {
    outbox.put(entry(`${at}`));
    rmSync(path);
  }
  await vi.waitFor(() => expect(openNow()).toBe(1));
  outbox.put(entry('last'));
  outbox.close();
  await vi.waitFor(() => expect(openNow()).toBe(0));
});

it('does not bring back what was removed, whatever it holds then', () => {
  const outbox = open();
  outbox.put(entry('a'));
  copyFileSync(path, join(folder, 'old'));
  outbox.remove('a');
  copyFileSync(join(folder, 'old'), path);
  outbox.put(entry('b'));
  expect(kept()).toEqual(['b']);
  outbox.put(entry('a'));
  expect(kept().toSorted()).toEqual(['a', 'b']);
});

it('is as it was after something was removed that it never had', () => {
  const outbox = open();
  outbox.put(entry('a'));
  const { size } = statSync(path);
  outbox.remove('b');
  expect(statSync(path).size).toBe(size);
});

it('grows while another entry waits, and is emptied with the last one', () => {
  const outbox = open();
  outbox.put(entry('waits'));
  for (let at = 0; at < 3; at += 1) {
    outbox.put(entry(`${at}`, 30_000));
    outbox.remove(`${at}`);
  }
  expect(statSync(path).size).toBeGreaterThan(120_000);
  outbox.remove('waits');
  expect(statSync(path).size).toBe(0);
});

it('is not emptied while another program has an entry in it', () => {
  const [own, other] = [open(), open()];
  other.put(entry('of the other', 60_000));
  own.put(entry('a'));
  own.remove('a');
  expect(kept()).toEqual(['of the other']);
});

it.each([
  ['is far too large', () => truncateSync(path, 64 * 1024 * 1024 + 1)],
  [
    'is a folder',
    () => {
      rmSync(path);
      mkdirSync(path);
    },
  ],
])('that %s is set aside', (_what, change) => {
  open().close();
  change();
  const outbox = open();
  outbox.put(entry('a'));
  expect(news).toEqual(['set-aside']);
  expect(kept()).toEqual(['a']);
});

it('looks no more after it was closed', () => {
  open().close();
  rmSync(path);
  pass(10);
  expect(existsSync(path)).toBe(false);
});
