/**
 * Update streams: one per chain, shared by all mining loops, opened when the first of them works on
 * the chain and kept open a while after the last one left. A stream that ends or stalls is reopened;
 * listeners are called whenever their work may have become worthless.
 */
import type { ChainId } from '../../chainweb/chain-graph.ts';
import type { Logger } from '../../logging/logger.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import type { NodeClient } from '../node-client.ts';
import { isAmbiguous, thrownNodeError } from '../node-errors.ts';
import type { NodeError } from '../node-errors.ts';
import type { NodeEvent } from '../node-events.ts';
import { pause, retryDelayMs, STREAM_RETRY } from '../retry-policy.ts';
import { watchSilence } from './silence-watch.ts';
import type { SilenceVerdict } from './silence-watch.ts';
import { createUpdateParser } from './update-events.ts';
import { createUpdatePace } from './update-pace.ts';
import type { UpdateKind } from './update-events.ts';

/** `lost`: the stream is down, so a new cut may go unnoticed. */
export type ChainUpdate = UpdateKind | 'lost';

export interface UpdateStreams {
  /**
   * Calls `listener` at each update of a chain.
   * @returns a function that removes the listener
   */
  listen(chain: ChainId, listener: (update: ChainUpdate) => void): () => void;
  /** Opens all streams again at once: they may be dead. Listeners get `lost`, as news may have been missed. */
  reopen(): void;
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
  /**
   * The newest block of a chain as the node's cut shows it; undefined while it does not, and by default.
   * A stream may be silent as long as its chain stands still.
   */
  readonly tip?: (chain: ChainId) => string | undefined;
  /** Silence after which a stream is reopened, ms; 150 s, as in chainweb-mining-client. */
  readonly stallMs?: number;
  /** How long a stream without listeners is kept open, ms; 60 s. */
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
/** Proxies do not end a silent answer sooner than this: 10, 30 and 60 s are usual. */
const PROXY_PATIENCE_MS = 9_000;

/** Creates the update streams of one node. None is open before there is a listener. */
export function createUpdateStreams(options: UpdateStreamOptions): UpdateStreams {
  const { lingerMs = LINGER_MS } = options;
  const streams = new Map<ChainId, SharedStream>();
  const outage = createOutage(options.logger.withTag('Updates'));

  return {
    listen(chain, listener) {
      const stream = streams.get(chain) ?? startStream(chain, options, outage);
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
    reopen() {
      for (const stream of streams.values()) stream.reopen();
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
  reopen(): void;
  stop(): void;
}

/** Says in the log when streams of a node fail, and when all are back: a line each for all together. */
interface Outage {
  failed(chain: ChainId, detail: string): void;
  back(chain: ChainId): void;
  /** The chain's stream is no longer needed. */
  forget(chain: ChainId): void;
}

function createOutage(logger: Logger): Outage {
  const down = new Set<ChainId>();
  return {
    failed(chain, detail) {
      // New cuts may go unnoticed until the streams are back.
      if (down.size === 0) logger.warn(`update streams failed, first of chain ${chain}: ${detail}`);
      down.add(chain);
    },
    back(chain) {
      if (down.delete(chain) && down.size === 0) logger.info('all update streams are open again');
    },
    forget: (chain) => void down.delete(chain),
  };
}

function startStream(chain: ChainId, options: UpdateStreamOptions, outage: Outage): SharedStream {
  const stopping = new AbortController();
  /** Ends a reading or a pause early. */
  let turn = new AbortController();
  const stream: SharedStream = {
    listeners: new Set(),
    linger: undefined,
    report(update) {
      if (update === 'new-cut') options.onCutHint();
      for (const listener of [...stream.listeners]) listener(update);
    },
    reopen() {
      const ended = turn;
      turn = new AbortController();
      ended.abort();
      stream.report('lost');
    },
    stop() {
      stopping.abort();
      turn.abort();
      pace.stop();
      outage.forget(chain);
    },
  };
  const pace = createUpdatePace(stream.report);
  function report(update: ChainUpdate): void {
    if (update === 'lost') {
      stream.report(update);
    } else {
      outage.back(chain);
      pace.take(update);
    }
  }
  void keepOpenDespiteFaults(chain, options, outage, report, stopping.signal, () => turn.signal);
  return stream;
}

/** {@link keepOpen}, restarted if it throws, which only a bug does. */
async function keepOpenDespiteFaults(...given: Parameters<typeof keepOpen>): Promise<void> {
  const [chain, { logger }, , , signal] = given;
  while (!signal.aborted) {
    try {
      await keepOpen(...given);
    } catch (error) {
      logger.error(`the update stream of chain ${chain} failed: ${detailOf(error)}`);
      await pause(FAULT_PAUSE_MS, signal);
    }
  }
}

/**
 * Reads the stream and reopens it whenever it ends, until `signal` is aborted.
 * @param turn aborted when the present reading or pause is to end, for the next one to begin
 */
async function keepOpen(
  chain: ChainId,
  options: UpdateStreamOptions,
  outage: Outage,
  report: (update: ChainUpdate) => void,
  signal: AbortSignal,
  turn: () => AbortSignal,
): Promise<void> {
  const { onEvent, onCutHint, random = Math.random } = options;
  const logger = options.logger.withTag(`Updates ${chain}`);
  let failures = 0;
  let hasStalled = false;
  while (!signal.aborted) {
    const current = turn();
    const startedAtMs = performance.now();
    let opened = false;
    let settled: NodeJS.Timeout | undefined;
    const ended = await readOnce(chain, options, current, report, () => {
      opened = true;
      logger.debug('update stream is open');
      // One that ends at once is not back; one that stalled is back when it sends something.
      if (!hasStalled) settled = setTimeout(() => outage.back(chain), SHORT_LIVED_MS);
      onEvent({ type: 'stream-opened', chain });
      onCutHint();
    }).finally(() => clearTimeout(settled));
    const lastedMs = performance.now() - startedAtMs;
    const wasSteady = lastedMs >= SHORT_LIVED_MS;
    // Once closed by us, how it ended does not matter.
    const isQuiet = current.aborted || ended === null || isQuietEnd(ended, opened, lastedMs);
    onEvent({ type: 'stream-closed', chain, error: isQuiet ? null : ended });
    if (signal.aborted) return;
    if (current.aborted) continue;
    hasStalled = ended?.kind === 'stream-stalled';
    if (wasSteady) failures = 0;
    logger.debug(`reopening the update stream: ${ended?.detail ?? 'it was closed'}`);
    if (isQuiet) {
      if (wasSteady) continue;
    } else {
      outage.failed(chain, ended.detail);
      report('lost');
    }
    failures += 1;
    await pause(retryDelayMs(failures, STREAM_RETRY, random()), current);
  }
}

/**
 * Whether a stream ended as proxies end quiet ones, or as a restarting node ends all: then it is
 * reopened without a warning, as the cut shows what was missed meanwhile.
 */
function isQuietEnd(ended: NodeError, opened: boolean, lastedMs: number): boolean {
  if (ended.kind === 'stream-stalled') return false;
  if (opened) return lastedMs >= SHORT_LIVED_MS;
  // Older nodes send the answer's head only with the first event.
  const wasCut = ended.status === 504 || (ended.status === undefined && isAmbiguous(ended));
  return wasCut && lastedMs >= PROXY_PATIENCE_MS;
}

/**
 * Reads one stream from opening to end; null when the node closed it normally, or when it was
 * silent while its chain stood still: it is then reopened, in case the connection is dead. Silence
 * counts from the request on, as older nodes send the answer's head only with the first event.
 */
async function readOnce(
  chain: ChainId,
  { client, version, tip, stallMs = STALL_MS }: UpdateStreamOptions,
  signal: AbortSignal,
  report: (update: ChainUpdate) => void,
  opened: () => void,
): Promise<NodeError | null> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  const verdicts: SilenceVerdict[] = [];
  const watch = watchSilence({
    limitMs: stallMs,
    tip: () => tip?.(chain),
    onSilent(verdict) {
      verdicts.push(verdict);
      end();
    },
  });
  try {
    const ended = await read();
    if (verdicts.includes('quiet')) return null;
    if (verdicts.length === 0) return ended;
    return { kind: 'stream-stalled', detail: `silent for ${stallMs / 1000} s` };
  } finally {
    watch.stop();
    signal.removeEventListener('abort', end);
  }

  async function read(): Promise<NodeError | null> {
    const answer = await client.updates(version, chain, ending.signal);
    if (!answer.ok) return answer.error;
    opened();
    const parse = createUpdateParser(report);
    try {
      for await (const chunk of answer.value as AsyncIterable<Buffer>) {
        watch.heard();
        parse(chunk);
      }
    } catch (error) {
      return thrownNodeError(error);
    }
    return null;
  }
}
