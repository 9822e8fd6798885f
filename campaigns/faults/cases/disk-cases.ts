/** The disk under the data directory is full, cannot be written, or gives back something else. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillDisk } from '../../../src-core/tests/disk/small-disk.ts';
import type { FaultCase } from '../fault-case.ts';
import { holds } from '../fault-case.ts';
import type { FaultFront } from '../fault-front.ts';
import { startProgramOn } from '../program-run.ts';
import type { Mining } from '../trial.ts';

/** Three pages of a database that no database has. */
const GARBAGE = Buffer.alloc(3 * 4_096, 0xe2);

/** Blocks wait from now on: the node has too much to do. */
function letBlocksWait(front: FaultFront): void {
  front.behave(({ asked, pass, answer }) => {
    if (asked !== 'solved') return pass();
    const headers = { 'x-chainweb-node-version': '3.2' };
    answer({ status: 503, headers, body: Buffer.from('Too many work requests') });
  });
}

/** The next block that is found, and waits. */
async function blockThatWaits(front: FaultFront, mining: Mining): Promise<string> {
  letBlocksWait(front);
  const retried = await mining.next(({ type }) => type === 'solution-retried');
  return 'id' in retried ? String(retried.id) : '';
}

const isOfFiles = ({ kind }: { readonly kind: string }): boolean => kind === 'history';

export const DISK_CASES: readonly FaultCase[] = [
  {
    name: 'the disk is full, and has room again',
    kind: 'disk',
    leftOut: () => (process.platform === 'linux' ? null : 'needs a small disk, as Linux mounts it'),
    trial: { onSmallDisk: true },
    holds: 'blocks go to the node all the time, and all are on disk when there is room again',
    async run({ folder, disk, front, mine }) {
      const mining = await mine();
      await mining.mines();
      const free = fillDisk(folder, disk ?? 'limit');
      const waiting = await blockThatWaits(front, mining);
      await mining.until(({ problems }) => problems.some(isOfFiles));
      front.behave(null);
      await mining.next((event) => event.type === 'solution-accepted' && event.id === waiting);
      await mining.mines(3);
      free();
      await mining.recovers();
      await mining.until(({ problems }) => !problems.some(isOfFiles));
    },
  },
  {
    name: 'the data directory cannot be written at the start, and can later',
    kind: 'disk',
    leftOut: () => (process.platform === 'linux' ? null : 'needs a disk that Linux mounts'),
    trial: { onSmallDisk: true },
    holds: 'mining begins and says so, and all blocks are on disk when it can be written',
    async run({ folder, disk, mine }) {
      const canWrite = (can: boolean): void => {
        // Permissions do not keep root from writing.
        if (disk !== 'tmpfs') chmodSync(folder, can ? 0o755 : 0o555);
        else spawnSync('mount', ['-o', `remount,${can ? 'rw' : 'ro'}`, folder]);
      };
      canWrite(false);
      const mining = await mine();
      await mining.mines();
      await mining.until(({ problems }) => problems.some(isOfFiles));
      canWrite(true);
      await mining.recovers();
      await mining.until(({ problems }) => !problems.some(isOfFiles));
    },
  },
  {
    name: 'database and outbox are overwritten while a block waits',
    kind: 'disk',
    holds: 'both are made again from memory, and the block is handed in',
    async run({ folder, front, mine }) {
      const mining = await mine();
      await mining.mines();
      const waiting = await blockThatWaits(front, mining);
      for (const name of ['history.db', 'history.db-wal', 'history.db-shm', 'outbox.jsonl']) {
        writeFileSync(join(folder, name), GARBAGE);
      }
      await mining.until(({ problems }) => problems.filter(isOfFiles).length === 2);
      front.behave(null);
      await mining.next((event) => event.type === 'solution-accepted' && event.id === waiting);
      await mining.recovers();
    },
  },
  {
    name: 'the database is damaged at the start, and so is a line of the outbox',
    kind: 'disk',
    trial: { mayForget: true },
    holds: 'the damaged files are kept aside, and the block that waited is handed in',
    async run({ folder, front, posts, mine }) {
      const first = await mine();
      await first.mines();
      const waiting = await blockThatWaits(front, first);
      await first.stop();
      writeFileSync(join(folder, 'history.db'), GARBAGE);
      const outbox = join(folder, 'outbox.jsonl');
      const lines = readFileSync(outbox, 'utf8');
      writeFileSync(outbox, `{"put":{"id":"half a li\n${lines}\u0000\u0000\u0000`);
      front.behave(null);
      const before = posts.all.length;
      const mining = await mine();
      await posts.until((all) =>
        all.slice(before).some(({ id, isAnswered }) => id === waiting && isAnswered),
      );
      await mining.recovers();
    },
  },
  {
    name: 'the configuration is damaged',
    kind: 'disk',
    holds:
      'the program names file and line and does not start; with it mended, the block that waited is sent',
    async run(trial) {
      const { folder, front, posts, tookToRecover } = trial;
      letBlocksWait(front);
      const first = startProgramOn(trial);
      await posts.until((all) => all.length > 0);
      await first.stop();
      const waiting = posts.all[0]?.id;
      front.behave(null);
      const file = join(folder, 'mine.yaml');
      writeFileSync(file, 'node: [127.0.0.1\nworker: cpu\n\u0000');
      const refused = startProgramOn(trial, ['--config-file', file]);
      const code = await refused.ended;
      holds(code !== 0, 'the program ends with an error');
      holds(refused.errors().includes('mine.yaml'), `it names the file: ${refused.errors()}`);
      writeFileSync(file, 'logLevel: debug\n');
      const before = posts.all.length;
      const startedMs = performance.now();
      const program = startProgramOn(trial, ['--config-file', file]);
      await posts.until((all) =>
        all.slice(before).some(({ id, isAnswered }) => id === waiting && isAnswered),
      );
      tookToRecover(performance.now() - startedMs);
      await program.stop();
    },
  },
];
