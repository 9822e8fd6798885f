/** The priority of the hash thread in a separate process, as a user may have started it. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { WorkerEvent } from '../worker.ts';

const WORKER = new URL('cpu-worker.ts', import.meta.url).href;

/** Starts one CPU worker and prints its events and the niceness of all threads. */
const PROGRAM = `
import { readdirSync, readFileSync } from 'node:fs';
import { createCpuWorker } from ${JSON.stringify(WORKER)};
const events = [];
const nicenessOf = (task) =>
  Number(readFileSync('/proc/self/task/' + task + '/stat', 'utf8').split(') ')[1].split(' ')[16]);
const worker = createCpuWorker({ index: 0, threads: 1, kernel: 'scalar' }, (event) => {
  events.push(event);
  if (event.type === 'engine-chosen') {
    const niceness = readdirSync('/proc/self/task').map(nicenessOf);
    console.log(JSON.stringify({ events, niceness }));
    void worker.close();
  }
});
`;

/** What a sandbox without setpriority does. */
const REFUSING = `
import os from 'node:os';
import { syncBuiltinESMExports } from 'node:module';
os.setPriority = () => { throw new Error('EPERM: not here'); };
syncBuiltinESMExports();
`;

interface Reported {
  readonly events: readonly WorkerEvent[];
  readonly niceness: readonly number[];
}

async function runNiced(niceness: number, argv: readonly string[] = []): Promise<Reported> {
  const folder = await mkdtemp(join(tmpdir(), 'cpu-priority-'));
  try {
    const file = join(folder, 'program.mjs');
    await writeFile(file, PROGRAM);
    const node = [process.execPath, ...argv, file];
    const { stdout } = await promisify(execFile)('nice', ['-n', String(niceness), ...node]);
    return JSON.parse(stdout) as Reported;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe.runIf(process.platform === 'linux')('the priority of a hash thread', () => {
  it('is lowered for that thread alone', async () => {
    const { events, niceness } = await runNiced(0);
    expect(events.map(({ type }) => type)).toEqual(['engine-chosen']);
    expect(niceness.filter((each) => each === Math.max(10, getPriority()))).toHaveLength(1);
  });

  it('is kept where the user has set a lower one', async () => {
    const { events, niceness } = await runNiced(15);
    expect(events.map(({ type }) => type)).toEqual(['engine-chosen']);
    expect(new Set(niceness)).toEqual(new Set([Math.min(19, getPriority() + 15)]));
  });

  it('is reported when the system does not allow a lower one, and the thread still hashes', async () => {
    const preload = `data:text/javascript,${encodeURIComponent(REFUSING)}`;
    const { events } = await runNiced(0, ['--import', preload]);
    expect(events).toMatchObject([
      { type: 'priority-kept', worker: 'CPU 0', reason: 'EPERM: not here' },
      { type: 'engine-chosen' },
    ]);
  });
});
