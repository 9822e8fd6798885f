/** The open `mining/updates` streams (`Chainweb.Miner.RestAPI.Server`). */
import type { ServerResponse } from 'node:http';
import type { WorkChange } from '../mining/work-issuer.ts';

/** The server closes streams after this time, plus or minus a tenth. */
export const STREAM_TIMEOUT_MS = 240_000;
/** The node counts before it checks, so that one fewer than this are served. */
export const STREAM_LIMIT = 2000;
/** A reader that leaves more than this unread is disconnected. */
export const UNREAD_LIMIT_BYTES = 65_536;

interface UpdateStreamsOptions {
  readonly timeoutMs: number;
  readonly limit: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Whether a chain (any number) has work, so that its streams may begin. */
  readonly isReady: (chain: number) => boolean;
  /** Sends status and headers of a stream that begins. */
  readonly begin: (response: ServerResponse) => void;
}

interface UpdateStreams {
  /** Reserves a place until the response closes; false when all are taken. */
  reserve(response: ServerResponse): boolean;
  /**
   * Streams the changes of a chain's work. As on the node, nothing is sent before the chain has work,
   * which is never for a chain that does not exist.
   */
  watch(chain: number, response: ServerResponse): void;
  /** Sends a change to all streams of a chain. */
  announce(chain: number, change: WorkChange): void;
  /** Ends all streams in an orderly way. */
  end(): void;
}

/** Creates an empty set of streams. */
export function createUpdateStreams(options: UpdateStreamsOptions): UpdateStreams {
  const { timeoutMs, limit, random, isReady, begin } = options;
  const reserved = new Set<ServerResponse>();
  const watchers = new Map<number, Set<ServerResponse>>();

  function start(response: ServerResponse): void {
    begin(response);
    const timer = setTimeout(() => response.end(), timeoutMs * (0.9 + 0.2 * random()));
    response.once('close', () => {
      clearTimeout(timer);
    });
  }

  return {
    reserve(response) {
      if (reserved.size >= limit - 1) return false;
      reserved.add(response);
      response.once('close', () => reserved.delete(response));
      return true;
    },

    watch(chain, response) {
      const responses = watchers.get(chain) ?? new Set();
      watchers.set(chain, responses.add(response));
      response.once('close', () => {
        responses.delete(response);
        if (responses.size === 0 && watchers.get(chain) === responses) watchers.delete(chain);
      });
      if (isReady(chain)) start(response);
    },

    announce(chain, change) {
      for (const response of watchers.get(chain) ?? []) {
        if (!response.headersSent) {
          if (isReady(chain)) start(response);
        } else if (response.writableLength > UNREAD_LIMIT_BYTES) {
          response.destroy();
        } else if (!response.writableEnded) {
          response.write(`event:${change}\n\n`);
        }
      }
    },

    end() {
      for (const response of reserved) {
        if (response.headersSent) response.end();
        else response.destroy();
      }
    },
  };
}
