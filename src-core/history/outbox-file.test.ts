import { appendFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkChainId } from '../chainweb/chain-graph.ts';
import type { OutboxEntry } from '../node/solutions/solution-outbox.ts';
import { startOutboxWriter } from '../tests/disk/outbox-writer.ts';
import type { HistoryFault } from '../storage/storage-events.ts';
import type { BlockingRenameOptions } from '../system/patient-rename.ts';
import { openOutboxFile } from './outbox-file.ts';
import type { OutboxFile } from './outbox-file.ts';
import { outboxLine, parseOutboxLine } from './outbox-line.ts';

let folder = '';
let path = '';
const faults: HistoryFault[] = [];
const opened: OutboxFile[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-outbox-'));
  path = join(folder, 'outbox.jsonl');
  faults.length = 0;
});
afterEach(async () => {
  for (const outbox of opened.splice(0)) outbox.close();
  await rm(folder, { recursive: true, force: true });
});

function open(renaming: BlockingRenameOptions = {}): OutboxFile {
  const onFault = (fault: HistoryFault): void => void faults.push(fault);
  const onRecovered = (): void => undefined;
  const outbox = openOutboxFile({ path, onFault, onRecovered, nowMs: Date.now, renaming });
  opened.push(outbox);
  return outbox;
}

const entry = (id: string): OutboxEntry => ({
  id,
  node: 'http://127.0.0.1:1848',
  versionName: 'mainnet01',
  chain: mkChainId(3),
  height: 7,
  difficulty: 1e15,
  worker: 'Grüße 🐑',
  foundAtMs: 1_700_000_000_000,
  bytes: Uint8Array.from({ length: 286 }, (_, at) => at % 251),
});
const ids = (outbox: OutboxFile): string[] => outbox.all().map(({ id }) => id);

describe('the outbox’s file', () => {
  it('keeps entries unchanged, without those that were removed', () => {
    const first = open();
    for (const id of ['a', 'b', 'c']) first.put(entry(id));
    first.remove('b');
    first.close();
    expect(open().all()).toEqual([entry('a'), entry('c')]);
    expect(faults).toEqual([]);
  });

  it('stays small, however much goes through it', () => {
    const outbox = open();
    for (let at = 0; at < 500; at += 1) {
      outbox.put(entry(`${at}`));
      outbox.remove(`${at}`);
      expect(statSync(path).size).toBeLessThan(70_000);
    }
    outbox.close();
    expect(ids(open())).toEqual([]);
    expect(statSync(path).size).toBe(0);
  });

  it('loses no line but those that are garbled, cut short or joined with the next', async () => {
    const first = open();
    for (const id of ['a', 'b', 'c', 'd']) first.put(entry(id));
    first.close();
    const bytes = readFileSync(path);
    const second = bytes.indexOf('\n') + 1;
    bytes[second + 100] = 0xff;
    writeFileSync(path, bytes.subarray(0, -20));
    expect(ids(open())).toEqual(['a', 'c']);
    const kept = (await readdir(folder)).filter((name) => name.includes('.damaged-'));
    expect(faults).toEqual([
      { kind: 'set-aside', file: path, keptAs: join(folder, kept[0] ?? 'none') },
    ]);
    // The new file is sound.
    expect(ids(open())).toEqual(['a', 'c']);
    expect(faults).toHaveLength(1);
  });

  it('reads every whole line of a file with any damage, and never fails', () => {
    const line = outboxLine({ put: entry('a') });
    expect(parseOutboxLine(line.trimEnd())).toEqual({ put: entry('a') });
    fc.assert(
      fc.property(fc.nat(line.length - 2), fc.nat(255), (at, value) => {
        const bytes = Buffer.from(line.trimEnd());
        fc.pre(bytes[at] !== value);
        bytes[at] = value;
        expect(parseOutboxLine(bytes.toString())).toBeNull();
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => parseOutboxLine(text) === null));
  });

  it.each([
    ['deleted', () => rmSync(path)],
    ['overwritten', () => writeFileSync(path, '\0'.repeat(9_000))],
    ['emptied', () => writeFileSync(path, '')],
  ])('is rewritten from memory when it was %s', (_, damage) => {
    const outbox = open();
    outbox.put(entry('a'));
    damage();
    outbox.put(entry('b'));
    outbox.close();
    expect(ids(open())).toEqual(['a', 'b']);
  });

  it('keeps the lines of another program that uses the same file', () => {
    const [first, second] = [open(), open()];
    first.put(entry('a'));
    second.put(entry('b'));
    first.put(entry('c'));
    first.remove('a');
    second.put(entry('d'));
    expect(ids(open()).sort()).toEqual(['b', 'c', 'd']);
  });

  it('works from memory if its folder cannot be created', () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    path = join(blocked, 'outbox.jsonl');
    const outbox = open();
    for (const id of ['a', 'b']) outbox.put(entry(id));
    expect(ids(outbox)).toEqual(['a', 'b']);
    expect(faults).toMatchObject([{ kind: 'unwritable' }]);
  });

  it('is rewritten on Windows while another program has it open for a moment', () => {
    const before = open();
    before.put(entry('a'));
    before.close();
    appendFileSync(path, 'garbled\n');
    const openElsewhere = new Set([path, `${path}.tmp`]);
    const rename = (from: string, to: string): void => {
      if (openElsewhere.delete(from)) throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
      renameSync(from, to);
    };
    const outbox = open({ rename, wait: () => undefined, platform: 'win32' });
    expect(openElsewhere.size).toBe(0);
    expect(ids(outbox)).toEqual(['a']);
    expect(faults).toMatchObject([{ kind: 'set-aside' }]);
  });

  it('keeps its entries when something else was appended to the file', () => {
    const outbox = open();
    outbox.put(entry('a'));
    outbox.close();
    appendFileSync(path, '{"put": "a stranger"}\n');
    expect(ids(open())).toEqual(['a']);
    expect(faults).toMatchObject([{ kind: 'set-aside' }]);
  });

  it('has every entry that was put before the program was killed', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const writer = startOutboxWriter(path);
      const put = await writer.killAfter(200 + 100 * turn);
      const outbox = open();
      const found = new Set(ids(outbox));
      expect(put.filter((id) => !found.has(id))).toEqual([]);
      for (const id of found) outbox.remove(id);
      outbox.close();
    }
    // A kill may cut the last line, whose entry was not reported as stored.
    expect(faults.every(({ kind }) => kind === 'set-aside')).toBe(true);
  });
});
