/** What reaches a simulated machine: for tests of how gently it is treated. */

interface SeenRequest {
  readonly port: number;
  /** `GET /mcb/status`, without the query; `summary` at the TCP interface. */
  readonly what: string;
  /** ms of `performance.now()`. */
  readonly startMs: number;
  /** When it was answered or cut; null while it is served. */
  endMs: number | null;
}

/** Requests in a row. */
interface SeenRound {
  readonly startMs: number;
  readonly endMs: number;
  readonly requests: readonly SeenRequest[];
}

export interface Traffic {
  /** In the order they came. */
  readonly requests: readonly SeenRequest[];
  /** The most requests that its web server ever had to serve at once. */
  readonly mostAtOnce: number;
  /** The same of all its interfaces together. */
  readonly mostAtOnceInAll: number;
  /** Connections so far, by port, whether or not a request came. */
  readonly connections: ReadonlyMap<number, number>;
  /** Requests at `port` (null for all), parted where `gapMs` or more passed without one. */
  rounds(gapMs: number, port?: number | null): readonly SeenRound[];
}

export interface TrafficCounter extends Traffic {
  connected(port: number): void;
  /** @returns to be called when it was answered; a second call does nothing */
  began(port: number, what: string, isWeb: boolean): () => void;
  /** Requests of the last `ms`. */
  recent(ms: number): number;
  /** Requests that the web server serves now. */
  readonly webNow: number;
}

/** Counts from zero. */
export function countTraffic(): TrafficCounter {
  const requests: SeenRequest[] = [];
  const connections = new Map<number, number>();
  let now = 0;
  let webNow = 0;
  let mostAtOnce = 0;
  let mostAtOnceInAll = 0;
  return {
    requests,
    connections,
    get mostAtOnce() {
      return mostAtOnce;
    },
    get mostAtOnceInAll() {
      return mostAtOnceInAll;
    },
    get webNow() {
      return webNow;
    },
    connected: (port) => void connections.set(port, (connections.get(port) ?? 0) + 1),
    began(port, what, isWeb) {
      const request: SeenRequest = { port, what, startMs: performance.now(), endMs: null };
      requests.push(request);
      now += 1;
      if (isWeb) webNow += 1;
      mostAtOnce = Math.max(mostAtOnce, webNow);
      mostAtOnceInAll = Math.max(mostAtOnceInAll, now);
      return () => {
        if (request.endMs !== null) return;
        request.endMs = performance.now();
        now -= 1;
        if (isWeb) webNow -= 1;
      };
    },
    recent(ms) {
      const fromMs = performance.now() - ms;
      return requests.reduce((count, { startMs }) => (startMs > fromMs ? count + 1 : count), 0);
    },
    rounds(gapMs, port = null) {
      const rounds: { startMs: number; endMs: number; requests: SeenRequest[] }[] = [];
      for (const request of requests) {
        if (port !== null && request.port !== port) continue;
        const last = rounds.at(-1);
        const endMs = request.endMs ?? request.startMs;
        if (last === undefined || request.startMs - last.endMs >= gapMs) {
          rounds.push({ startMs: request.startMs, endMs, requests: [request] });
        } else {
          last.endMs = Math.max(last.endMs, endMs);
          last.requests.push(request);
        }
      }
      return rounds;
    },
  };
}
