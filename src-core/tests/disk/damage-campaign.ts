/**
 * A process of its own that opens damaged histories and mines into them, as a native library that
 * aborts cannot be caught. Run with a campaign, a seed and a number of rounds; it prints a line of JSON
 * for each round.
 */
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { BYTE_DAMAGE, PAGE } from './byte-damage.ts';
import type { Damage } from './byte-damage.ts';
import { found } from './found-block.ts';
import { machineSample, totalSample } from './history-samples.ts';
import { openHistory } from '../../history/history.ts';
import { luckBefore } from '../../luck/luck.ts';
import type { HistoryPart } from '../../storage/storage-events.ts';
import type { History } from '../../history/history.ts';
import type { MinerEvent } from '../../state/miner-events.ts';
import { seededRandom } from '../seeded-random.ts';

export const DAMAGE_PROGRAM = fileURLToPath(import.meta.url);

/** What one round found. */
export interface DamageRound {
  /** What was done to the file. */
  readonly damage: string;
  /** The log's lines. */
  readonly lines: readonly string[];
  /** Whether the file was set aside, by the folder. */
  readonly isSetAside: boolean;
  /** Blocks of before that are still known, of `BLOCKS`. */
  readonly kept: number;
  /** The block that was found then. */
  readonly state: string | null;
  /** Outbox entries of the older version's table that were saved. */
  readonly waiting: number;
}

export const BLOCKS = 120;
const CAMPAIGNS: Readonly<Record<string, Damage>> = {
  ...BYTE_DAMAGE,
  /** A byte that no UTF-8 has, in a text of a block. */
  text(bytes, random) {
    const text = ['block-with', 'practice', 'pending', 'CPU 0'][Math.floor(random() * 4)] ?? '';
    const at = bytes.indexOf(text, Math.floor((random() * bytes.length) / 4));
    if (at >= 0) bytes[at + 2] = 0xff;
    return { bytes, damage: `text at ${at}` };
  },
  /** Effort that cannot have been spent. */
  effort(bytes, random) {
    const impossible = [-1, -1e300, 1e300, Infinity, NaN][Math.floor(random() * 5)] ?? NaN;
    const at = bytes.indexOf(doubleOf(EFFORT));
    bytes.set(doubleOf(impossible), at);
    return { bytes, damage: `effort ${impossible} at ${at}` };
  },
};

/** Of the present hour, as SQLite stores it. */
const EFFORT = 0.123456789;
function doubleOf(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}

const tried = (effort: number): MinerEvent => ({
  ...{ type: 'hashes-tried', worker: 'CPU 0', atMs: Date.now() },
  ...{ hashes: effort, elapsedMs: 1_000, difficulty: 1, versionName: 'practice' },
});

function soundHistory(file: string): Buffer {
  const history = openHistory(file);
  history.record(tried(EFFORT));
  for (let at = 0; at < BLOCKS; at += 1) history.record(found(`block-with-a-long-name-${at}`, at));
  for (let at = 0; at < 200; at += 1) sample(history, Date.now() - at * 1000);
  history.close();
  const db = new Database(file);
  const put = db.prepare('INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  put.run(['old', 'http://node', 'practice', 3, 7, 5, 'CPU 0', 9, Buffer.alloc(286, 1)]);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return readFileSync(file);
}

function sample(history: History, atMs: number): void {
  history.addSample(totalSample({ atMs, hashesPerSecond: 5, difficulty: 1e6 }));
  history.mark({ kind: 'settings-changed', keys: ['node'], atMs });
  history.machineSamples.add([
    [`rig ${atMs % 7}`, machineSample({ atMs, hashesPerSecond: 5, level: 3 })],
  ]);
  history.deviceSamples.add(`device ${atMs % 7}`, {
    atMs,
    hashesPerSecond: 5,
    celsius: 70,
    fanSpeed: 3_000,
    boards: [{ celsius: 70, boardCelsius: 60, hashesPerSecond: 5, hardwareErrors: 1 }],
    fans: [3_000],
    hardwareErrorShare: 0.01,
    watts: 400,
    hardwareErrors: 1,
    uptimeSeconds: 60,
    accepted: 5,
    rejected: 1,
    activePool: `stratum+tcp://192.168.1.20:${atMs % 7}`,
  });
}

/** Everything that a day of mining does with a history. */
function use(history: History): void {
  history.record(found('new', 1e6));
  history.record({ type: 'solution-accepted', id: 'new', atMs: 1e6 });
  history.record({ type: 'block-confirmed', id: 'block-with-a-long-name-7', atMs: 1e6 });
  sample(history, Date.now());
  history.samples(0, Date.now(), 100);
  history.machineSamples.of('rig 1', 0, Date.now(), 100);
  for (let device = 0; device < 7; device += 1)
    history.deviceSamples.of(`device ${device}`, 0, Date.now(), 100);
  history.marks({ fromMs: 0, toMs: Date.now(), limit: 1 });
  luckBefore(Date.now(), history.effortHours('practice', 0), () => 7);
  history.unsettled('practice');
  history.blockCounts();
}

function round(folder: string, damaged: ReturnType<Damage>): DamageRound {
  const file = join(folder, 'history.db');
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  writeFileSync(file, damaged.bytes);
  const lines: string[] = [];
  const log = { error: (line: string) => lines.push(line), info: () => undefined };
  const history = openHistory(file, { log });
  use(history);
  const blocks = history.blocks(Infinity, 1_000);
  const state = history.block('new')?.state ?? null;
  const waiting = history.outbox.all().length;
  history.close();
  return {
    damage: damaged.damage,
    lines,
    isSetAside: readdirSync(folder).some((name) => name.startsWith('history.db.damaged-')),
    kept: blocks.filter(({ id }) => id !== 'new').length,
    state,
    waiting,
  };
}

/** Damages a history that is open, then continues using it. */
async function whileRunning(folder: string, damage: string): Promise<DamageRound> {
  const file = join(folder, 'history.db');
  const lines: string[] = [];
  const log = { error: (line: string) => lines.push(line), info: () => undefined };
  const history = openHistory(file, { log });
  for (let at = 0; at < BLOCKS; at += 1) history.record(found(`block-with-a-long-name-${at}`, at));
  const names = readdirSync(folder).map((name) => join(folder, name));
  for (const name of names) {
    if (damage === 'deleted') rmSync(name);
    if (damage === 'truncated') truncateSync(name, 100);
    if (damage === 'garbled') writeFileSync(name, Buffer.alloc(3 * PAGE, 0xff));
  }
  use(history);
  if (damage === 'deleted') await reported(history, ['history', 'outbox']);
  const blocks = history.blocks(Infinity, 1_000);
  const state = history.block('new')?.state ?? null;
  history.outbox.put({
    ...{ id: 'waiting', node: 'http://node', versionName: 'practice', chain: mkChainId(2) },
    ...{ height: 9, difficulty: 5, worker: 'CPU 0', foundAtMs: 9, bytes: Uint8Array.of(1) },
  });
  history.close();
  const kept = blocks.filter(({ id }) => id !== 'new').length;
  const isSetAside = readdirSync(folder).some((name) => name.includes('.damaged-'));
  const again = openHistory(file, { log });
  const waiting = again.outbox.all().length;
  again.close();
  return { damage, lines, isSetAside, kept, state, waiting };
}

/** Resolves when something was said of each of these parts. */
function reported(history: History, parts: readonly HistoryPart[]): Promise<void> {
  const missing = new Set(parts);
  return new Promise((resolve) => {
    // Nothing else keeps the process alive meanwhile.
    const alive = setInterval(() => undefined, 60_000);
    history.listen((event) => {
      missing.delete(event.part);
      if (missing.size > 0) return;
      clearInterval(alive);
      resolve();
    });
  });
}

async function run(campaign: string, seed: number, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-damage-'));
  const random = seededRandom(seed);
  const print = (result: DamageRound): void => {
    process.stdout.write(`${JSON.stringify(result)}\n`);
  };
  try {
    const damage = CAMPAIGNS[campaign];
    if (damage === undefined) {
      print(await whileRunning(folder, campaign));
      return;
    }
    const sound = soundHistory(join(folder, 'history.db'));
    for (let turn = 0; turn < rounds; turn += 1) {
      print(round(folder, damage(Buffer.from(sound), random)));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [, program, campaign, seed, rounds] = process.argv;
if (program === DAMAGE_PROGRAM && campaign !== undefined) {
  await run(campaign, Number(seed), Number(rounds));
}
