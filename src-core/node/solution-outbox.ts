/**
 * Solved blocks on their way to the node. A solution is worth money: it is stored, sent at once, and
 * sent again until the node answers, across restarts of the program. The node's answer is reported
 * as it is; nothing counts as accepted before a 200. How often it is sent: retry-policy.ts.
 */
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { Logger } from '../logging/logger.ts';
import { isAmbiguous, isFinal } from './node-errors.ts';
import type { NodeError } from './node-errors.ts';
import type { SolutionEvent } from './node-events.ts';
import type { NodeClient } from './node-client.ts';
import { BLOCK_RETRY, pause, retryDelayMs } from './retry-policy.ts';

/** A solution as it is stored on disk. */
export interface OutboxEntry {
  /** Block hash, base64url. */
  readonly id: string;
  /** Base URL of the node that issued the work: only it knows the payload. */
  readonly node: string;
  readonly versionName: string;
  readonly chain: ChainId;
  readonly height: number;
  readonly difficulty: number;
  readonly worker: string;
  readonly foundAtMs: number;
  /** The solved work header. */
  readonly bytes: Uint8Array;
}

/** Where entries survive a crash. Calls return when the change is safe. */
export interface OutboxStore {
  put(entry: OutboxEntry): void;
  remove(id: string): void;
  all(): OutboxEntry[];
}

export interface SolutionOutbox {
  /**
   * Stores a solution and sends it. Resolves when the first attempt was answered or has failed.
   * @param finder the machine that found it, where the worker has several: reported, not stored
   */
  submit(entry: OutboxEntry, finder?: string): Promise<void>;
  /** Stops sending. Waits at most `graceMs` for pending answers; unanswered entries stay stored. */
  close(graceMs: number): Promise<void>;
}

interface OutboxOptions {
  readonly store: OutboxStore;
  /** The client for an entry's node; null if that node is no longer configured. */
  readonly clientFor: (entry: OutboxEntry) => NodeClient | null;
  readonly logger: Logger;
  readonly onEvent: (event: SolutionEvent) => void;
  /** ms since the Unix epoch. */
  readonly nowMs?: () => number;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}

/** Opens the outbox and sends the entries that an earlier run left in the store. */
export function openOutbox(options: OutboxOptions): SolutionOutbox {
  const { store, clientFor, onEvent, nowMs = Date.now, random = Math.random } = options;
  const logger = options.logger.withTag('Outbox');
  const stopping = new AbortController();
  const sending = new Map<string, Promise<void>>();
  let closed = false;

  /** Sends until there is a final answer. `arrived`: an earlier attempt may have been accepted. */
  async function deliver(
    entry: OutboxEntry,
    arrived: boolean,
    answered: () => void,
  ): Promise<void> {
    let mayHaveArrived = arrived;
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      const error = await attemptOnce(entry);
      // Too late to report: the entry stays stored, and the next run sends it again.
      if (closed) return;
      answered();
      if (error === null) {
        logger.debug('submitted work');
        settle(entry, { type: 'solution-accepted', id: entry.id });
        return;
      }
      mayHaveArrived ||= isAmbiguous(error);
      if (isFinal(error)) {
        if (error.status === 404 && mayHaveArrived) {
          logger.warn(`block ${entry.id}: the node may have accepted it before, looking it up`);
          settle(entry, { type: 'solution-uncertain', id: entry.id, error });
        } else {
          logger.error(`failed to submit solved work: ${error.detail}`);
          settle(entry, { type: 'solution-refused', id: entry.id, error });
        }
        return;
      }
      if (nowMs() - entry.foundAtMs > BLOCK_RETRY.giveUpAfterMs) {
        logger.error(`giving up on block ${entry.id} after a day: ${error.detail}`);
        const type = mayHaveArrived ? 'solution-uncertain' : 'solution-refused';
        settle(entry, { type, id: entry.id, error });
        return;
      }
      logger.warn(`submitting failed (attempt ${attempt}), retrying: ${error.detail}`);
      onEvent({ type: 'solution-retried', id: entry.id, error, attempt });
      await pause(retryDelayMs(attempt, BLOCK_RETRY, random()), stopping.signal);
    }
  }

  async function attemptOnce(entry: OutboxEntry): Promise<NodeError | null> {
    const answer = clientFor(entry)?.solved(entry.versionName, entry.bytes);
    // The request is sent with this tick: until then nothing else happens.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    if (answer === undefined)
      return { kind: 'node-missing', detail: `${entry.node} is no longer configured` };
    const result = await answer;
    return result.ok ? null : result.error;
  }

  function settle(entry: OutboxEntry, event: SolutionEvent): void {
    // In this order: after a crash in between the block is sent again rather than forgotten.
    onEvent(event);
    store.remove(entry.id);
  }

  function start(entry: OutboxEntry, arrived: boolean): Promise<void> {
    return new Promise((answered) => {
      const delivery = deliver(entry, arrived, answered).finally(() => {
        sending.delete(entry.id);
        answered();
      });
      sending.set(entry.id, delivery);
    });
  }

  for (const entry of store.all()) {
    logger.info(`sending block ${entry.id} of an earlier run`);
    void start(entry, true);
  }

  return {
    submit(entry, finder) {
      if (sending.has(entry.id)) return Promise.resolve();
      store.put(entry);
      const answered = start(entry, false);
      const { id, chain, height, difficulty, worker, versionName } = entry;
      // Reporting writes to disk as well: the request must not wait for it.
      process.nextTick(() => {
        const found = { id, chain, height, difficulty, worker, finder, versionName };
        onEvent({ type: 'solution-found', ...found });
      });
      return answered;
    },
    async close(graceMs) {
      // Pending attempts may still be answered; pauses between attempts end at once.
      stopping.abort();
      const answered = new AbortController();
      const all = Promise.all(sending.values()).finally(() => answered.abort());
      await Promise.race([all, pause(graceMs, answered.signal)]);
      closed = true;
    },
  };
}
