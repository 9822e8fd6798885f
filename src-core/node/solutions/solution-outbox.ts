/**
 * Solved blocks on their way to the node. A solution is worth money: it is stored, sent at once, and
 * sent again until the node answers, across restarts of the program. The node's answer is reported
 * as it is; nothing counts as accepted before a 200. How often it is sent: retry-policy.ts.
 */
import { forkStateOf } from '../../chainweb/fork-state.ts';
import type { SolutionEvent } from '../node-events.ts';
import type { OutboxEntry, OutboxStore } from './outbox-entry.ts';
import { resolvedWithin } from '../retry-policy.ts';
import { deliver } from './solution-delivery.ts';
import type { Delivered, DeliveryOptions } from './solution-delivery.ts';
import { createSolvedPlaces, placeOf } from './solved-places.ts';

export type { OutboxEntry, OutboxStore } from './outbox-entry.ts';

export interface SolutionOutbox {
  /** To be called with the bytes of work that a node issued, before its solutions are submitted. */
  issued(work: Uint8Array): void;
  /**
   * Stores a solution and sends it. Resolves when the first attempt was answered or has failed. While
   * another solution of the same work is on its way it is kept for the case that the node refuses that
   * one; where the node has accepted a block on the same parent it is dropped.
   * @param finder the machine that found it, where the worker has several: reported, not stored
   */
  submit(entry: OutboxEntry, finder?: string): Promise<void>;
  /** Stops sending. Waits at most `graceMs` for pending answers; unanswered entries stay stored. */
  close(graceMs: number): Promise<void>;
}

interface OutboxOptions extends Pick<DeliveryOptions, 'clientFor' | 'logger'> {
  readonly store: OutboxStore;
  readonly onEvent: (event: SolutionEvent) => void;
  readonly chainHeight?: DeliveryOptions['chainHeight'];
  /** A clock that cannot be set, ms. */
  readonly nowMs?: () => number;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}

interface Found {
  readonly entry: OutboxEntry;
  readonly finder: string | undefined;
}

/** A solution that is being sent. */
interface Sending {
  readonly entry: OutboxEntry;
  /** Its piece of work, see solved-places.ts. */
  readonly work: string;
  /** Further solutions of that work. */
  readonly spares: Found[];
  /** Resolves with the first answer. */
  readonly answered: Promise<void>;
  /** Resolves when there is nothing more to do. */
  readonly done: Promise<void>;
}

/** All solutions of one piece of work are worth the same: more than these are not kept. */
const SPARES_AT_MOST = 8;

/** Opens the outbox and sends the entries that an earlier run left in the store. */
export function openOutbox(options: OutboxOptions): SolutionOutbox {
  const { store, onEvent } = options;
  const logger = options.logger.withTag('Outbox');
  const stopping = new AbortController();
  const sending = new Map<string, Sending>();
  const places = createSolvedPlaces();
  let closed = false;

  function start(entry: OutboxEntry, arrived: boolean): Promise<void> {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const delivery: DeliveryOptions = {
      chainHeight: () => null,
      nowMs: () => performance.now(),
      random: Math.random,
      ...options,
      logger,
      onRetry: (error, attempt) => {
        if (!closed) onEvent({ type: 'solution-retried', id: entry.id, error, attempt });
        answer();
      },
      // After the end the store may be closed.
      save: (waiting) => void (closed || store.put(waiting)),
      signal: stopping.signal,
    };
    const spares: Found[] = [];
    const done = deliver(entry, arrived, delivery)
      .then((delivered) => {
        sending.delete(entry.id);
        // Too late to report: the entry stays stored, and the next run sends it again.
        if (delivered !== null && !closed) settle(entry, delivered, spares);
      })
      .finally(() => {
        sending.delete(entry.id);
        answer();
      });
    const work = placeOf(entry.bytes)?.work ?? entry.id;
    sending.set(entry.id, { entry, work, spares, answered, done });
    return answered;
  }

  function settle(entry: OutboxEntry, delivered: Delivered, spares: Found[]): void {
    if (delivered.kind === 'accepted') places.taken(placeOf(entry.bytes), entry.id);
    // In this order: after a crash in between the block is sent again rather than forgotten.
    onEvent(outcome(entry, delivered));
    store.remove(entry.id);
    const next = spares.shift();
    if (next === undefined) return;
    if (delivered.kind !== 'refused') {
      const { chain, height } = entry;
      const place = `height ${height} of chain ${chain}`;
      logger.info(`${spares.length + 1} more solutions for ${place} are not needed`);
      return;
    }
    void send(next);
    sending.get(next.entry.id)?.spares.push(...spares);
  }

  /** What the end of a delivery means for the block, with a line in the log. */
  function outcome({ id, bytes }: OutboxEntry, delivered: Delivered): SolutionEvent {
    if (delivered.kind === 'accepted') {
      logger.debug('submitted work');
      return { type: 'solution-accepted', id };
    }
    const { kind, error } = delivered;
    const by = kind === 'unknown' ? places.ownBlockAt(placeOf(bytes)) : null;
    if (by !== null && by !== id) {
      reportNotNeeded(id, by);
      return { type: 'solution-superseded', id };
    }
    if (kind === 'given-up') logger.error(`giving up on block ${id}: ${error.detail}`);
    if (kind !== 'refused' && delivered.mayHaveArrived) {
      logger.warn(`block ${id}: the node may have accepted it before, looking it up`);
      return { type: 'solution-uncertain', id, error };
    }
    if (kind !== 'given-up') logger.error(`failed to submit solved work: ${error.detail}`);
    return { type: 'solution-refused', id, error };
  }

  function reportNotNeeded(id: string, by: string): void {
    logger.info(`block ${id} is not needed: the node has accepted block ${by} for its place`);
  }

  function send({ entry, finder }: Found): Promise<void> {
    store.put(entry);
    const answered = start(entry, false);
    const { id, chain, height, difficulty, worker, versionName } = entry;
    // Reporting writes to disk as well: the request must not wait for it.
    process.nextTick(() => {
      const found = { id, chain, height, difficulty, worker, finder, versionName };
      onEvent({ type: 'solution-found', ...found, forkState: forkStateOf(entry.bytes) });
    });
    return answered;
  }

  for (const entry of store.all()) {
    logger.info(`sending block ${entry.id} of an earlier run`);
    void start(entry, true);
  }

  return {
    issued: places.issued,
    submit(entry, finder) {
      const place = placeOf(entry.bytes);
      if (sending.has(entry.id)) return Promise.resolve();
      const rival = [...sending.values()].find(({ work }) => work === place?.work);
      if (rival !== undefined) {
        if (rival.spares.length < SPARES_AT_MOST) rival.spares.push({ entry, finder });
        return rival.answered;
      }
      if (places.isFull(place)) {
        reportNotNeeded(entry.id, places.ownBlockAt(place) ?? '');
        return Promise.resolve();
      }
      return send({ entry, finder });
    },
    async close(graceMs) {
      // Pending attempts may still be answered; pauses between attempts end at once.
      stopping.abort();
      await resolvedWithin(graceMs, Promise.all([...sending.values()].map(({ done }) => done)));
      closed = true;
    },
  };
}
