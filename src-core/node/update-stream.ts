/**
 * Update streams: one per chain, shared by all mining loops, opened when the first of them works on
 * the chain and kept a while after the last one left. A stream that ends is reopened, one that
 * stalls is noticed; listeners hear of everything that may make their work worthless.
 */
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { Logger } from '../logging/logger.ts';
import { thrownDetail } from '../logging/thrown.ts';
import type { NodeClient } from './node-client.ts';
import { networkError } from './http-request.ts';
import type { NodeError } from './node-errors.ts';
import type { NodeEvent } from './node-events.ts';
import { pause, retryDelayMs } from './retry-policy.ts';
import { createUpdateParser } from './update-events.ts';
import type { UpdateKind } from './update-events.ts';

/** `lost`: no stream at present, so nobody would tell of a new cut. */
export type ChainUpdate = UpdateKind | 'lost';

export interface UpdateStreams {
  /** Hears of updates on a chain until the returned undo is called. */
  listen(chain: ChainId, listener: (update: ChainUpdate) => void): () => void;
  /** Ends all streams; who still listens hears that they are lost. */
  close(): void;
}

export interface UpdateStreamOptions {
  readonly client: NodeClient;
  readonly version: string;
  readonly logger: Logger;
  readonly onEvent: (event: NodeEvent) => void;
  /**
   * Called when the cut may have moved: a stream told so, also when nobody listens to its chain just
   * now, or it has newly opened and what happened before is unknown.
   */
  readonly onCutHint: () => void;
  /** Silence after which a stream counts as stalled. 150 s, as chainweb-mining-client has it. */
  readonly stallMs?: number;
  /** How long a stream is kept without listeners. */
  readonly lingerMs?: number;
  readonly random?: () => number;
}

const STALL_MS = 150_000;
const LINGER_MS = 60_000;
const REOPEN = { baseMs: 250, capMs: 5_000 };
/** Before a stream is opened again after a fault of this program. */
const FAULT_PAUSE_MS = 1_000;
/** A node that closes streams sooner than this gets no new one at once. Real ones keep them minutes. */
const SHORT_LIVED_MS = 1_000;

/** The update streams of one node. */
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
        stream.tell('lost');
      }
      streams.clear();
    },
  };
}

interface SharedStream {
  readonly listeners: Set<(update: ChainUpdate) => void>;
  linger: NodeJS.Timeout | undefined;
  tell(update: ChainUpdate): void;
  stop(): void;
}

function startStream(chain: ChainId, options: UpdateStreamOptions): SharedStream {
  const stopping = new AbortController();
  const stream: SharedStream = {
    listeners: new Set(),
    linger: undefined,
    tell(update) {
      if (update === 'new-cut') options.onCutHint();
      for (const listener of [...stream.listeners]) listener(update);
    },
    stop: () => stopping.abort(),
  };
  void keepOpenDespiteFaults(chain, options, stream.tell, stopping.signal);
  return stream;
}

/** {@link keepOpen}, started again if it throws, which only a bug does. */
async function keepOpenDespiteFaults(...given: Parameters<typeof keepOpen>): Promise<void> {
  const [chain, { logger }, , signal] = given;
  while (!signal.aborted) {
    try {
      await keepOpen(...given);
    } catch (error) {
      logger.error(`the update stream of chain ${chain} broke down: ${thrownDetail(error)}`);
      await pause(FAULT_PAUSE_MS, signal);
    }
  }
}

/** Reads the stream and opens it again whenever it ends, until `signal` is aborted. */
async function keepOpen(
  chain: ChainId,
  options: UpdateStreamOptions,
  tell: (update: ChainUpdate) => void,
  signal: AbortSignal,
): Promise<void> {
  const { onEvent, onCutHint, random = Math.random } = options;
  const logger = options.logger.withTag(`Updates ${chain}`);
  let failures = 0;
  while (!signal.aborted) {
    const startedAtMs = performance.now();
    const ended = await readOnce(chain, options, signal, tell, () => {
      logger.debug('update stream is open');
      onEvent({ type: 'stream-opened', chain });
      onCutHint();
    });
    // Given up: whatever was wrong with it does not matter any more.
    onEvent({ type: 'stream-closed', chain, error: signal.aborted ? null : ended });
    if (signal.aborted) return;
    const wasSteady = performance.now() - startedAtMs >= SHORT_LIVED_MS;
    if (wasSteady) failures = 0;
    if (ended === null) {
      logger.debug('update stream was closed by the node, opening it again');
      if (wasSteady) continue;
    } else {
      // An error means that new cuts may pass unheard until the stream is back.
      logger.warn(`update stream failed: ${ended.detail}`);
      tell('lost');
    }
    failures += 1;
    await pause(retryDelayMs(failures, REOPEN, random()), signal);
  }
}

/**
 * One stream from opening to end: null when the node closed it in the ordinary way. Its silence
 * counts from the request on, as older nodes send the answer's head with the first event only.
 */
async function readOnce(
  chain: ChainId,
  { client, version, stallMs = STALL_MS }: UpdateStreamOptions,
  signal: AbortSignal,
  tell: (update: ChainUpdate) => void,
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
    const parse = createUpdateParser(tell);
    try {
      for await (const chunk of answer.value as AsyncIterable<Buffer>) {
        clearTimeout(watchdog);
        watchdog = setTimeout(stall, stallMs);
        parse(chunk.toString('latin1'));
      }
    } catch (error) {
      return networkError(error);
    }
    return null;
  }
}
