/** Brings one solved block to its node: sent at once, and again until there is a final answer. */
import type { Logger } from '../../logging/logger.ts';
import { isAmbiguous, isFinal } from '../node-errors.ts';
import type { NodeError } from '../node-errors.ts';
import type { NodeClient } from '../node-client.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { pause, retryDelayMs } from '../retry-policy.ts';

/**
 * When a solved block is sent again, and when it is given up. Nodes forget the payload of a block after
 * five minutes; a day covers any restart, and so do as many blocks as most networks put on a chain in a day.
 */
const BLOCK_RETRY = {
  baseMs: 100,
  capMs: 5_000,
  giveUpAfterMs: 24 * 3_600_000,
  giveUpAfterBlocks: 2_880,
};

/** How a delivery ended. `mayHaveArrived`: an earlier attempt may have been accepted. */
export type Delivered =
  | { readonly kind: 'accepted' }
  /** The node refused this solution. */
  | { readonly kind: 'refused'; readonly error: NodeError }
  /** 404: the node does not have the payload, or no longer has it. */
  | { readonly kind: 'unknown'; readonly error: NodeError; readonly mayHaveArrived: boolean }
  | { readonly kind: 'given-up'; readonly error: NodeError; readonly mayHaveArrived: boolean };

export interface DeliveryOptions {
  /** The client for an entry's node; null if that node is no longer configured. */
  readonly clientFor: (entry: OutboxEntry) => NodeClient | null;
  /** The height of an entry's chain as a node shows it just now; null while none does. */
  readonly chainHeight: (entry: OutboxEntry) => number | null;
  readonly logger: Logger;
  /** An attempt has failed and another one follows. */
  readonly onRetry: (error: NodeError, attempt: number) => void;
  /** Stores how long the entry has waited. */
  readonly save: (entry: OutboxEntry) => void;
  /** A clock that cannot be set, ms. */
  readonly nowMs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Ends the pauses; an attempt under way may still be answered. */
  readonly signal: AbortSignal;
}

/** How often the time that an entry has waited is stored. */
const SAVE_EVERY_MS = 60_000;

/**
 * Sends a solution until there is a final answer; null when `signal` ended that first.
 * @param arrived whether an earlier run may have sent it
 */
export async function deliver(
  entry: OutboxEntry,
  arrived: boolean,
  options: DeliveryOptions,
): Promise<Delivered | null> {
  const { logger, nowMs, random, signal } = options;
  const startedAtMs = nowMs();
  let savedAtMs = startedAtMs;
  let mayHaveArrived = arrived;
  const waitedMs = (): number => (entry.waitedMs ?? 0) + nowMs() - startedAtMs;
  const save = (): void => {
    savedAtMs = nowMs();
    options.save({ ...entry, waitedMs: Math.round(waitedMs()) });
  };
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    const client = options.clientFor(entry);
    const error = await attemptOnce(entry, client);
    if (error === null) return { kind: 'accepted' };
    mayHaveArrived ||= client !== null && isAmbiguous(error);
    if (isFinal(error)) {
      return error.status === 404
        ? { kind: 'unknown', error, mayHaveArrived }
        : { kind: 'refused', error };
    }
    if (isHopeless(entry, waitedMs(), options.chainHeight(entry))) {
      return { kind: 'given-up', error, mayHaveArrived };
    }
    logger.warn(`submitting failed (attempt ${attempt}), retrying: ${error.detail}`);
    options.onRetry(error, attempt);
    if (nowMs() - savedAtMs >= SAVE_EVERY_MS) save();
    await pause(retryDelayMs(attempt, BLOCK_RETRY, random()), signal);
  }
  save();
  return null;
}

/** Null where the node has accepted the block. Without a client nothing is sent. */
async function attemptOnce(
  entry: OutboxEntry,
  client: NodeClient | null,
): Promise<NodeError | null> {
  const answer = client?.solved(entry.versionName, entry.bytes);
  // The request is sent with this tick: until then nothing else happens.
  await new Promise<void>((resolve) => process.nextTick(resolve));
  if (answer === undefined)
    return { kind: 'node-missing', detail: `${entry.node} is no longer configured` };
  const result = await answer;
  return result.ok ? null : result.error;
}

/**
 * Whether a block is worth no further attempt. While its place in the chain is free it always is;
 * otherwise until it has waited too long, or enough blocks stand above it to show that the time is over.
 */
function isHopeless(
  { height }: OutboxEntry,
  waitedMs: number,
  chainHeight: number | null,
): boolean {
  if (chainHeight !== null && chainHeight < height) return false;
  const above = chainHeight === null ? 0 : chainHeight - height;
  return above >= BLOCK_RETRY.giveUpAfterBlocks || waitedMs >= BLOCK_RETRY.giveUpAfterMs;
}
