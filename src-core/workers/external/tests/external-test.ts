/** What tests of external programs share: programs, workers of them, and what they report. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { DEFAULT_CONFIG } from '../../../config/miner-config.ts';
import { createLog } from '../../../logging/logger.ts';
import type { Log } from '../../../logging/logger.ts';
import type { LogRecord } from '../../../logging/log-record.ts';
import { HandClock } from '../../../tests/hand-clock.ts';
import { madeUpWork } from '../../../tests/made-up-work.ts';
import { writeScripts } from '../../../tests/script-workers.ts';
import type { ScriptFolder } from '../../../tests/script-workers.ts';
import { createExternalWorker } from '../external-worker.ts';
import { openOrphanGuard } from '../orphan-guard.ts';
import type { Worker, WorkerEvent } from '../../worker.ts';

export const NONCE = '0000000000000000';
export const easy = madeUpWork();
export const hard = madeUpWork({ level: 256 });
export const never = new AbortController().signal;

/**
 * The result of a promise that settles before any I/O or timer, so without waiting for a program;
 * null when later.
 */
export function atOnce<T>(promise: Promise<T>): Promise<T | null> {
  const later = new Promise<null>((resolve) => setImmediate(() => resolve(null)));
  return Promise.race([promise, later]);
}

/** Registers the setting up and cleaning up. Call once in a file. */
export function externalTest() {
  const guard = openOrphanGuard();
  let scripts: ScriptFolder;
  let workers: Worker[] = [];
  let events: WorkerEvent[] = [];
  let records: LogRecord[] = [];
  let log: Log;

  beforeAll(async () => {
    scripts = await writeScripts();
  });
  beforeEach(() => {
    workers = [];
    events = [];
    const ownRecords: LogRecord[] = [];
    records = ownRecords;
    log = createLog({ level: 'debug', sink: (batch) => void ownRecords.push(...batch) });
  });
  afterEach(() => Promise.all(workers.map((worker) => worker.close())));
  afterAll(async () => {
    guard.close();
    await scripts.remove();
  });

  function workerOf(
    command: string,
    setting: Partial<typeof DEFAULT_CONFIG> = {},
    clock?: HandClock,
  ): Worker {
    const worker = createExternalWorker(
      {
        name: 'External 3',
        index: 3,
        command,
        config: { ...DEFAULT_CONFIG, ...setting },
        guard,
        logger: log.logger,
        ...(clock !== undefined && { clock }),
      },
      (event) => events.push(event),
    );
    workers.push(worker);
    return worker;
  }

  /** Why a program's answer is not accepted. */
  async function failureOf(command: string, work = easy): Promise<string> {
    const result = await workerOf(command).solve(work, never);
    if (result.ok || result.error.kind !== 'failed') throw new Error(JSON.stringify(result));
    return result.error.reason;
  }

  return {
    workerOf,
    failureOf,
    get scripts() {
      return scripts;
    },
    /** What workers reported in this test. */
    get events() {
      return events;
    },
    /** What was logged in this test. */
    get records() {
      return records;
    },
    get log() {
      return log;
    },
  };
}
