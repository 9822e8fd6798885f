/** The file of the chains is lost or cannot be written while the node runs. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import type { ChainId } from '../../chainweb/chain-graph.ts';
import { ok, unwrap } from '../../result.ts';
import { openDatabase } from '../../storage/database-file.ts';
import type { HistoryEvent } from '../../storage/storage-events.ts';
import { openPracticeChain } from '../chain/practice-chain.ts';
import type { PracticeChain } from '../chain/practice-chain.ts';
import { FIRST_DIFFICULTY, practiceNetwork } from '../chain/practice-network.ts';
import { openStoreIn } from '../chain/practice-store.ts';
import type { PracticeStore } from '../chain/practice-store.ts';
import { openPracticeStore } from '../chain/resilient-store.ts';

/** When the block is mined whose payload hash begins with `damage me`. */
const MARKED = 3_150n;
const network = practiceNetwork('pair', null, FIRST_DIFFICULTY);
const [left, right] = [mkChainId(0), mkChainId(1)];
let folder: string;
let path: string;
let store: PracticeStore;
let chain: PracticeChain;
let now: bigint;
let events: HistoryEvent[];
let look: () => void;
let isFull = false;
let sweeps: number;
let onSweep: () => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-lost-'));
  path = join(folder, 'practice.db');
  events = [];
  look = () => undefined;
  isFull = false;
  sweeps = 0;
  now = 3_000n;
  onSweep = () => undefined;
  open();
  mine(left, right);
});
afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true, force: true });
});

function open(): void {
  const onEvent = (event: HistoryEvent): void => {
    events.push(event);
    look();
  };
  store = unwrap(
    openPracticeStore(path, network.versionName, false, { onEvent, checkEveryMs: 10, openStore }),
  );
  chain = openPracticeChain(network, store, now);
}

/** A real file, on a disk that is full when the test says so. */
function openStore(...args: Parameters<typeof openStoreIn>): ReturnType<typeof openStoreIn> {
  const opened = openStoreIn(...args);
  if (!opened.ok) return opened;
  const real = opened.value;
  return ok({
    ...real,
    append(block, onChain) {
      if (isFull) throw Object.assign(new Error('disk is full'), { code: 'SQLITE_FULL' });
      real.append(block, onChain);
    },
    sweep() {
      real.sweep();
      sweeps += 1;
      onSweep();
    },
  });
}

function mine(...chains: ChainId[]): void {
  for (const id of chains) {
    now += 1n;
    const payload = new Uint8Array(32).fill(Number(now % 251n));
    if (now === MARKED) payload.set(Buffer.from('damage me'));
    const header = chain.extend(id, payload, now);
    if (header === null) throw new Error('the chain cannot be mined');
    expect(chain.accept(header, now).outcome).toBe('joined');
  }
}

/** Resolves when an event has come that `fits`. */
function until(fits: (event: HistoryEvent) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const alive = setInterval(() => undefined, 60_000);
    look = () => {
      if (!events.some(fits)) return;
      clearInterval(alive);
      resolve();
    };
    look();
  });
}

const kinds = (): string[] =>
  events.map((event) => (event.type === 'history-failed' ? event.fault.kind : 'recovered'));

describe('a data file that is lost while it is open', () => {
  it.each([
    ['deleted', 'gone', () => ['', '-wal'].forEach((part) => rmSync(path + part))],
    [
      'overwritten',
      'set-aside',
      () => {
        writeFileSync(path, randomBytes(statSync(path).size));
        writeFileSync(`${path}-wal`, randomBytes(2_000));
      },
    ],
    [
      'cut short',
      'set-aside',
      () => {
        truncateSync(path, 100);
        truncateSync(`${path}-wal`, 10);
      },
    ],
  ])('%s: is reported once, and the next start has its chains', async (_, kind, lose) => {
    lose();
    await until((event) => event.type === 'history-failed');
    mine(left, right);
    const tips = chain.tips();
    store.close();
    expect(kinds()).toEqual([kind]);
    open();
    expect(chain.tips()).toEqual(tips);
    expect(store.atHeight(left, 1)).not.toBeNull();
  });
});

/** What is written over some of the file while it is open, its length and both its ends kept. */
function garble(from: number, bytes: Buffer): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, from);
  closeSync(file);
}

describe('a data file that is damaged in the middle while it is open', () => {
  beforeEach(() => {
    for (let height = 0; height < 150; height += 1) mine(left, right);
    store.close();
    // As SQLite does after some hours of mining; until then all of it is in the log.
    const db = openDatabase(path);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    events = [];
    open();
    mine(left, right);
  });

  const DAMAGE: readonly [name: string, damage: (content: Buffer) => void][] = [
    ['pages', (content) => garble(8_192, randomBytes(content.length / 2))],
    // Their structure is right: only the block's hash says that it is another one.
    ['a byte of a block', (content) => garble(content.indexOf('damage me'), Buffer.from('D'))],
  ];

  it.each(DAMAGE)(
    '%s: is reported once, and the next start has its newest blocks',
    async (_, damage) => {
      damage(readFileSync(path));
      await until((event) => event.type === 'history-failed');
      mine(left, right);
      const tips = chain.tips();
      store.close();
      expect(kinds()).toEqual(['set-aside']);
      open();
      expect(chain.tips()).toEqual(tips);
    },
  );

  it('nothing: is not reported, though all of it was read', async () => {
    // Some 300 blocks, 50 at a time.
    const twice = sweeps + 14;
    await new Promise<void>((resolve) => {
      onSweep = () => {
        if (sweeps >= twice) resolve();
      };
    });
    expect(kinds()).toEqual([]);
  });
});

describe('a data file that cannot be written', () => {
  it('is reported once, while the chains continue, and catches up', async () => {
    isFull = true;
    mine(left, right, left, right);
    expect(kinds()).toEqual(['unwritable']);
    const atHeight = store.atHeight(left, 3);
    expect(atHeight?.hash).toEqual(chain.tip(left).hash);
    const range = { from: null, minHeight: 0, maxHeight: 9, limit: 99 };
    expect(store.range(left, range).map(({ header }) => header.height)).toEqual([0, 1, 2, 3]);
    isFull = false;
    await until((event) => event.type === 'history-recovered');
    const tips = chain.tips();
    store.close();
    expect(kinds()).toEqual(['unwritable', 'recovered']);
    open();
    expect(chain.tips()).toEqual(tips);
  });
});
