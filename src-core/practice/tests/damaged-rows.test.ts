/** Damage in the file of the chains that SQLite does not notice by itself. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { unwrap } from '../../result.ts';
import { openDatabase } from '../../storage/database-file.ts';
import { DamagedValue } from '../../storage/sqlite-values.ts';
import { sweepOf } from '../chain/file-sweep.ts';
import { newPayload } from '../chain/payload.ts';
import { payloadTable } from '../chain/payload-table.ts';
import { openPracticeChain } from '../chain/practice-chain.ts';
import { practiceNetwork } from '../chain/practice-network.ts';
import { openStoreIn } from '../chain/practice-store.ts';

const network = practiceNetwork('singleton', null, 1);
const only = mkChainId(0);
let folder: string;
let file: string;

/** A file of 120 blocks with their payloads. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heddle-rows-'));
  const store = unwrap(openStoreIn(join(folder, 'sound.db'), network.versionName, false));
  const chain = openPracticeChain(network, store, 1_000n);
  for (let now = 2_000n; chain.tip(only).header.height < 119; now += 1_000n) {
    const miner = { account: 'a', predicate: 'keys-all', publicKeys: [] };
    const payload = newPayload(miner, `${now}`, 0);
    const header = chain.extend(only, payload.payloadHash, now);
    if (header === null) throw new Error('the chain cannot be mined');
    store.keepPayload(payload);
    chain.accept(header, now);
  }
  store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(({ task }) => {
  file = join(folder, `${task.id}.db`);
  const log = join(folder, 'sound.db-wal');
  copyFileSync(join(folder, 'sound.db'), file);
  if (existsSync(log)) copyFileSync(log, `${file}-wal`);
});

/** Gives the index of hashes the entries of another one. */
const OTHER_INDEX = `
  DROP INDEX blocks_by_hash; CREATE INDEX blocks_by_hash ON blocks (header);
  PRAGMA writable_schema = ON;
  UPDATE sqlite_schema SET sql = 'CREATE INDEX blocks_by_hash ON blocks (hash)'
    WHERE name = 'blocks_by_hash';
  PRAGMA writable_schema = RESET`;

/** Changes the file, and reads it a few blocks at a time; in which of six bites that throws, and what. */
function sweepAfter(change: string): string[] {
  const db = openDatabase(file);
  onTestFinished(() => void db.close());
  db.exec(change);
  const sweep = sweepOf(db, payloadTable(db));
  return Array.from({ length: 6 }, () => {
    try {
      sweep();
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  });
}

it('finds nothing in a sound file, again and again', () => {
  expect(sweepAfter('SELECT 1')).toEqual(['', '', '', '', '', '']);
});

it('finds damage in what was read before', () => {
  const db = openDatabase(file);
  onTestFinished(() => void db.close());
  const sweep = sweepOf(db, payloadTable(db));
  for (let bite = 0; bite < 3; bite += 1) sweep();
  db.exec("UPDATE blocks SET header = x'00' WHERE height = 10");
  expect(sweep).toThrow('a block cannot be decoded');
});

it.each([
  ['UPDATE blocks SET height = 500 WHERE height = 60', 'a block is in the place of another one'],
  ['UPDATE blocks SET chain = 1 WHERE height = 60', 'a block is in the place of another one'],
  ["UPDATE blocks SET header = x'00' WHERE height = 60", 'a block cannot be decoded'],
  ['UPDATE blocks SET hash = zeroblob(32) WHERE height = 60', 'a block does not match its hash'],
  ['UPDATE payloads SET coinbase = zeroblob(9)', 'a payload does not match its hash'],
  [OTHER_INDEX, 'an index lacks a block'],
])('finds what %s does', (change, text) => {
  const found = sweepAfter(change).filter((each) => each !== '');
  expect(found.length).toBeGreaterThan(0);
  for (const each of found) expect(each).toContain(text);
});

it('keeps a file from being opened whose structure is damaged, and leaves it free', () => {
  const db = openDatabase(file);
  db.exec(OTHER_INDEX);
  db.close();
  for (let attempt = 0; attempt < 2; attempt += 1) {
    expect(() => openStoreIn(file, network.versionName, false)).toThrow(DamagedValue);
  }
});
