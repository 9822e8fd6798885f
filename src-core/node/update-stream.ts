/**
 * Update streams: one per chain, shared by all mining loops, opened when the first of them works on
 * the chain and kept open a while after the last one left. A stream that ends or stalls is reopened;
 * listeners are called whenever their work may have become worthless.
 */
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { Logger } from '../logging/logger.ts';
import { detailOf } from '../logging/thrown-reason.ts';
import type { NodeClient } from './node-client.ts';
import { networkError } from './http-request.ts';
import type { NodeError } from './node-errors.ts';
import type { NodeEvent } from './node-events.ts';
import { pause, retryDelayMs, STREAM_RETRY } from './retry-policy.ts';
import { createUpdateParser } from './update-events.ts';
import type { UpdateKind } from './update-events.ts';

/** `lost`: the stream is down, so a new cut may go unnoticed. */
export type ChainUpdate = UpdateKind | 'lost';

export interface UpdateStreams {
  /**
   * Calls `listener` at each update of a chain.
   * @returns a function that removes the listener
   */
  listen(chain: ChainId, listener: (update: ChainUpdate) => void): () => void;
  /** Ends all streams; remaining listeners get `lost`. */
  close(): void;
}

export interface UpdateStreamOptions {
  readonly client: NodeClient;
  readonly version: string;
  readonly logger: Logger;
  readonly onEvent: (event: NodeEvent) => void;
  /**
   * Called when the cut may have moved: a stream reported it, even if its chain has no listener just
   * now, or a stream has just opened and what happened before is unknown.
   */
  readonly onCutHint: () => void;
  /** Silence after which a stream counts as stalled; 150 s, as in chainweb-mining-client. */
  readonly stallMs?: number;
  /** How long a stream without listeners is kept open; 60 s. */
  readonly lingerMs?: number;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}

const STALL_MS = 150_000;
const LINGER_MS = 60_000;
/** Pause before a stream is reopened after a bug in its handling. */
const FAULT_PAUSE_MS = 1_000;
/** A stream that the node closes sooner than this is not reopened at once. Real ones last minutes. */
const SHORT_LIVED_MS = 1_000;

/** Creates the update streams of one node. None is open before there is a listener. */
export function createUpdateStreams(options: UpdateStreamOptions): UpdateStreams {
  const { lingerMs = LINGER_MS } = options;
  const streams = new Map<ChainId, SharedStream>();

  return {
    listen(chain, listener) {
      const stream = streams.get(chain) ?? startStream(chain, options);
      streams.set(chain, stream);
      clearTimeout(stream.linger);
      stream.listeners.add(listener);
      return () => {
        stream.listeners.delete(listener);
        if (stream.listeners.size > 0) return;
        clearTimeout(stream.linger);
        stream.linger = setTimeout(() => {
          stream.stop();
          if (streams.get(chain) === stream) streams.delete(chain);
        }, lingerMs);
      };
    },
    close() {
      for (const stream of streams.values()) {
        clearTimeout(stream.linger);
        stream.stop();
        stream.report('lost');
      }
      streams.clear();
    },
  };
}

interface SharedStream {
  readonly listeners: Set<(update: ChainUpdate) => void>;
  linger: NodeJS.Timeout | undefined;
  report(update: ChainUpdate): void;
  stop(): void;
}

function startStream(chain: ChainId, options: UpdateStreamOptions): SharedStream {
  const stopping = new AbortController();
  const stream: SharedStream = {
    listeners: new Set(),
    linger: undefined,
    report(update) {
      if (update === 'new-cut') options.onCutHint();
      for (const listener of [...stream.listeners]) listener(update);
    },
    stop: () => stopping.abort(),
  };
  void keepOpenDespiteFaults(chain, options, stream.report, stopping.signal);
  return stream;
}

/** {@link keepOpen}, restarted if it throws, which only a bug does. */
async function keepOpenDespiteFaults(...given: Parameters<typeof keepOpen>): Promise<void> {
  const [chain, { logger }, , signal] = given;
  while (!signal.aborted) {
    try {
      await keepOpen(...given);
    } catch (error) {
      logger.error(`the update stream of chain ${chain} failed: ${detailOf(error)}`);
      await pause(FAULT_PAUSE_MS, signal);
    }
  }
}

/** Reads the stream and reopens it whenever it ends, until `signal` is aborted. */
async function keepOpen(
  chain: ChainId,
  options: UpdateStreamOptions,
  report: (update: ChainUpdate) => void,
  signal: AbortSignal,
): Promise<void> {
  const { onEvent, onCutHint, random = Math.random } = options;
  const logger = options.logger.withTag(`Updates ${chain}`);
  let failures = 0;
  while (!signal.aborted) {
    const startedAtMs = performance.now();
    const ended = await readOnce(chain, options, signal, report, () => {
      logger.debug('update stream is open');
      onEvent({ type: 'stream-opened', chain });
      onCutHint();
    });
    // Once closed by us, how it ended does not matter.
    onEvent({ type: 'stream-closed', chain, error: signal.aborted ? null : ended });
    if (signal.aborted) return;
    const wasSteady = performance.now() - startedAtMs >= SHORT_LIVED_MS;
    if (wasSteady) failures = 0;
    if (ended === null) {
      logger.debug('the node closed the update stream, reopening it');
      if (wasSteady) continue;
    } else {
      // New cuts may go unnoticed until the stream is back.
      logger.warn(`update stream failed: ${ended.detail}`);
      report('lost');
    }
    failures += 1;
    await pause(retryDelayMs(failures, STREAM_RETRY, random()), signal);
  }
}

/**
 * Reads one stream from opening to end; null when the node closed it normally. Silence counts from
 * the request on, as older nodes send the answer's head only with the first event.
 */
async function readOnce(
  chain: ChainId,
  { client, version, stallMs = STALL_MS }: UpdateStreamOptions,
  signal: AbortSignal,
  report: (update: ChainUpdate) => void,
  opened: () => void,
): Promise<NodeError | null> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  let stalled = false;
  const stall = (): void => {
    stalled = true;
    end();
  };
  let watchdog = setTimeout(stall, stallMs);
  try {
    const ended = await read();
    return stalled ? { kind: 'stream-stalled', detail: `silent for ${stallMs / 1000} s` } : ended;
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', end);
  }

  async function read(): Promise<NodeError | null> {
    const answer = await client.updates(version, chain, ending.signal);
    if (!answer.ok) return answer.error;
    opened();
    const parse = createUpdateParser(report);
    try {
      for await (const chunk of answer.value as AsyncIterable<Buffer>) {
        clearTimeout(watchdog);
        watchdog = setTimeout(stall, stallMs);
        parse(chunk);
      }
    } catch (error) {
      return networkError(error);
    }
    return null;
  }
}
