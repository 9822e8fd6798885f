/**
 * Whether the program mined when it ended without a clean stop: by a power cut, a crash, or because
 * it was killed. A small file says so while it mines.
 */
import { z } from 'zod';
import { WORKER_KINDS } from '../../src-core/index.ts';
import type { Logger, WorkerKind } from '../../src-core/index.ts';
import { failureLine } from '../logging/failure-line.ts';
import { openJsonFile } from '../settings/json-file.ts';

/** A run that mined this long did not end because of mining. */
const PROVEN_MS = 120_000;
/** Ends in a row, each sooner than that, after which mining is not started again. */
const RESUMES_AT_MOST = 3;

const schema = z.object({
  isMining: z.boolean(),
  /** How often in a row it was started again and has not mined long enough since. */
  resumes: z.number().int().min(0),
  /** Kinds of workers that the user has paused; older versions have none. */
  paused: z.array(z.enum(WORKER_KINDS)).default([]),
});

const NOTHING: z.infer<typeof schema> = { isMining: false, resumes: 0, paused: [] };

export interface UnfinishedRun {
  /** The run before was mining when it ended, and mining is worth another start. */
  readonly wasMining: boolean;
  /** What the user had paused then. */
  readonly wasPaused: readonly WorkerKind[];
  /** The run before was mining when it ended, as those before it, each too soon for another start. */
  readonly hasGivenUp: boolean;
  /**
   * To be called whenever it may have changed.
   * @param paused kinds of workers that the user has paused
   */
  mining(isMining: boolean, paused?: readonly WorkerKind[]): void;
  /** The program ends cleanly. Resolves when that is written. */
  end(): Promise<void>;
}

/** Reads what the run before has left at `path`; what cannot be read counts as a clean end. */
export async function openUnfinishedRun(
  path: string,
  logger: Logger,
  provenMs = PROVEN_MS,
): Promise<UnfinishedRun> {
  const file = openJsonFile(path, schema);
  const found = await file.read();
  if (!found.ok) logger.warn(failureLine(found.error));
  const before = (found.ok ? found.value : null) ?? NOTHING;
  const wasMining = before.isMining && before.resumes < RESUMES_AT_MOST;
  const hasGivenUp = before.isMining && !wasMining;
  let isMiningNow = false;
  let pausedNow: readonly WorkerKind[] = [];
  let resumes = before.isMining ? before.resumes + 1 : 0;
  let timer: NodeJS.Timeout | null = null;

  async function write(): Promise<void> {
    const written = await file.write({ isMining: isMiningNow, resumes, paused: [...pausedNow] });
    if (!written.ok) logger.warn(failureLine(written.error));
  }

  function mining(isMining: boolean, paused: readonly WorkerKind[] = []): void {
    const isOther = paused.join() !== pausedNow.join();
    pausedNow = paused;
    if (isMining !== isMiningNow) follow(isMining);
    else if (isOther) void write();
  }

  function follow(isMining: boolean): void {
    isMiningNow = isMining;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    // Stopped by the user: mining did not end the program.
    if (!isMining) resumes = 0;
    else {
      timer = setTimeout(() => {
        resumes = 0;
        void write();
      }, provenMs);
    }
    void write();
  }

  return {
    wasMining,
    wasPaused: before.paused,
    hasGivenUp,
    mining,
    async end() {
      mining(false);
      await write();
    },
  };
}
