/**
 * Solved blocks on their way to the node. A solution is worth money: it is written down, sent at
 * once, and sent again until the node answers, across restarts of the program. What the node said
 * is told as it was said; nothing counts as accepted before a 200.
 */
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { Logger } from '../logging/logger.ts';
import { isAmbiguous } from './node-errors.ts';
import type { NodeError } from './node-errors.ts';
import type { SolutionEvent } from './node-events.ts';
import type { NodeClient } from './node-client.ts';
import { pause, retryDelayMs } from './retry-policy.ts';

/** A solution as it is kept on disk. */
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

/** Where entries outlive a crash. Calls return when the entry is safe. */
export interface OutboxStore {
  put(entry: OutboxEntry): void;
  remove(id: string): void;
  all(): OutboxEntry[];
}

export interface SolutionOutbox {
  /**
   * Takes a solution. Resolves when the node has answered for the first time or failed to.
   * @param finder the worker's machine that found it, where there are several: told, not kept
   */
  submit(entry: OutboxEntry, finder?: string): Promise<void>;
  /** Ends all sending. Waits at most `graceMs` for answers under way; the rest stays stored. */
  close(graceMs: number): Promise<void>;
}

export interface OutboxOptions {
  readonly store: OutboxStore;
  /** The client for an entry's node, or null when that node is not configured any more. */
  readonly clientFor: (entry: OutboxEntry) => NodeClient | null;
  readonly logger: Logger;
  readonly onEvent: (event: SolutionEvent) => void;
  readonly nowMs?: () => number;
  readonly random?: () => number;
}

const RETRY = { baseMs: 100, capMs: 5_000 };
/** Nodes forget payloads after five minutes; a day covers any clock and any restart. */
const GIVE_UP_MS = 24 * 3_600_000;

/** Opens the outbox and sends what an earlier run left in it. */
export function openOutbox(options: OutboxOptions): SolutionOutbox {
  const { store, clientFor, onEvent, nowMs = Date.now, random = Math.random } = options;
  const logger = options.logger.withTag('Outbox');
  const stopping = new AbortController();
  const sending = new Map<string, Promise<void>>();
  let closed = false;

  /** Sends until there is an answer. `mayHaveArrived`: an earlier attempt could have been taken. */
  async function deliver(
    entry: OutboxEntry,
    arrived: boolean,
    answered: () => void,
  ): Promise<void> {
    let mayHaveArrived = arrived;
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      const error = await attemptOnce(entry);
      // Too late to be told to anybody: it stays stored, and the next run finds out.
      if (closed) return;
      answered();
      if (error === null) {
        logger.debug('submitted work');
        settle(entry, { type: 'solution-accepted', id: entry.id });
        return;
      }
      if (isFinal(error)) {
        if (error.status === 404 && mayHaveArrived) {
          logger.warn(`block ${entry.id}: the node may have taken it before, looking it up`);
          settle(entry, { type: 'solution-uncertain', id: entry.id, error });
        } else {
          logger.error(`failed to submit solved work: ${error.detail}`);
          settle(entry, { type: 'solution-refused', id: entry.id, error });
        }
        return;
      }
      mayHaveArrived ||= isAmbiguous(error);
      if (nowMs() - entry.foundAtMs > GIVE_UP_MS) {
        logger.error(`block ${entry.id} is given up after a day: ${error.detail}`);
        const type = mayHaveArrived ? 'solution-uncertain' : 'solution-refused';
        settle(entry, { type, id: entry.id, error });
        return;
      }
      logger.warn(`submitting failed (attempt ${attempt}), trying again: ${error.detail}`);
      onEvent({ type: 'solution-retried', id: entry.id, error, attempt });
      await pause(retryDelayMs(attempt, RETRY, random()), stopping.signal);
    }
  }

  async function attemptOnce(entry: OutboxEntry): Promise<NodeError | null> {
    const answer = clientFor(entry)?.solved(entry.versionName, entry.bytes);
    // The request leaves with this tick: until then nothing else happens.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    if (answer === undefined)
      return { kind: 'node-missing', detail: `${entry.node} is not in use` };
    const result = await answer;
    return result.ok ? null : result.error;
  }

  function settle(entry: OutboxEntry, event: SolutionEvent): void {
    // In this order: a crash in between has it sent again, and not forgotten.
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
      // What is told is written to disk as well: the request must not wait for it.
      process.nextTick(() => {
        const found = { id, chain, height, difficulty, worker, finder, versionName };
        onEvent({ type: 'solution-found', ...found });
      });
      return answered;
    },
    async close(graceMs) {
      // Attempts under way may still be answered; pauses between attempts end at once.
      stopping.abort();
      const answered = new AbortController();
      const all = Promise.all(sending.values()).finally(() => answered.abort());
      await Promise.race([all, pause(graceMs, answered.signal)]);
      closed = true;
    },
  };
}

/** Request timeout, too early, too many requests: not the node's words but of a proxy before it. */
const PASSING_STATUSES = [408, 425, 429];

/** An answer that will not change: a 4xx. Overload, faults and silence may pass. */
function isFinal({ status }: NodeError): boolean {
  if (status === undefined || PASSING_STATUSES.includes(status)) return false;
  return status >= 400 && status < 500;
}
