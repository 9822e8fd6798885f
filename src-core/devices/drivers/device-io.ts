/** Rounds of requests to machines, over real connections. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openConnections } from '../../http/connections.ts';
import { askCgminer } from './reach/ask-cgminer.ts';
import { askWeb } from './reach/ask-web.ts';
import { CONNECT_MS } from './reach/answer-limits.ts';
import type { DeviceIo } from './reach/machine-line.ts';
import { createHostLanes } from './reach/host-lanes.ts';
import type { LaneOptions } from './reach/host-lanes.ts';

export { shareTurns } from './reach/shared-turns.ts';
export type { DeviceIo } from './reach/machine-line.ts';

/** Goldshell's web server wants at most one round in this time, ms. */
const PACE_MS = 10_000;

/** Creates the way to all machines; there is one, so that no two parts talk to one at once. */
export function createDeviceIo(options: Partial<LaneOptions> = {}): DeviceIo {
  const { paceMs = PACE_MS, nowMs = () => performance.now(), wait = waitFor } = options;
  const { shared = null } = options;
  // Never through a proxy, for which an environment would be needed.
  const connections = openConnections({ insecure: true, connectMs: CONNECT_MS });
  const lanes = createHostLanes({ paceMs, nowMs, wait, shared });
  const closing = new AbortController();
  return {
    round(host, pace, given, work) {
      const signal = AbortSignal.any([given, closing.signal]);
      return lanes.run(host, pace, signal, (goGently) =>
        work({
          http: (request) => askWeb(connections, host, request, signal),
          cgminer: (request) => askCgminer(host, request, signal),
          goGently,
        }),
      );
    },
    close() {
      closing.abort();
      connections.close();
      shared?.close();
    },
  };
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  // Rejects when the signal aborts, which the caller looks at.
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
