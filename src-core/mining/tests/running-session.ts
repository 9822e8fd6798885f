/** A mining session for one test: a scripted node, and a worker that finds a block whenever it is asked to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { minerConfigSchema } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import { openHistory } from '../../history/history.ts';
import type { History } from '../../history/history.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { freePort } from '../../tests/loopback-server.ts';
import { startScriptedNode } from '../../tests/scripted-node.ts';
import { createMiningSession } from '../mining-session.ts';
import type { SessionEvent } from '../session/session-events.ts';
import type { MiningSessionOptions } from '../session/session-types.ts';

export const publicKey = 'ab'.repeat(32);

interface SessionParts extends Pick<MiningSessionOptions, 'wakeClock' | 'clock' | 'logins'> {
  /** What the session is given in place of its history, where a part of that has to break. */
  readonly historyFor?: (history: History) => History;
}

/** Does not mine yet. */
export async function openSession(
  wishes: Partial<MinerConfig> = {},
  { historyFor = (history) => history, ...parts }: SessionParts = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-session-'));
  const { logger, logged } = collectedLog();
  const history = openHistory(join(folder, 'history.db'), { log: logger });
  const node = await startScriptedNode();
  const onDemandPort = await freePort();
  const now = {
    config: minerConfigSchema.parse({
      ...{ publicKey, node: node.address, worker: 'on-demand', onDemandPort },
      ...wishes,
    }),
    isOnBattery: false,
  };
  let supplyChanged = (): void => undefined;
  const session = createMiningSession({
    config: () => now.config,
    dataDirectory: folder,
    history: historyFor(history),
    supply: {
      isOnBattery: () => now.isOnBattery,
      listen: (listener) => (supplyChanged = listener),
    },
    version: '1.2.3',
    logger,
    ...parts,
  });
  const events: SessionEvent[] = [];
  let onEvent = (): void => undefined;
  session.subscribe((event) => {
    events.push(event);
    onEvent();
  });
  onTestFinished(async () => {
    await session.close();
    await node.close();
    history.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    ...{ session, node, history, now, events, logged, folder },
    types: () => events.map(({ type }) => type),
    /** Kinds of marks in the history, oldest first. */
    marks: () =>
      history.marks({ fromMs: 0, toMs: Date.now() + 1, limit: 99 }).map(({ kind }) => kind),
    /** Resolves with the first event of this type after the first `from`. */
    async until<Type extends SessionEvent['type']>(type: Type, from = 0) {
      for (;;) {
        const found = events.slice(from).find((event) => event.type === type);
        if (found !== undefined) return found as SessionEvent & { type: Type };
        await new Promise<void>((resolve) => (onEvent = resolve));
      }
    },
    onBattery(is: boolean) {
      now.isOnBattery = is;
      supplyChanged();
    },
    /** Asks the worker for a block of a chain, by default the node's only one. Returns its answer. */
    async findBlock(chain = 0) {
      const url = `http://127.0.0.1:${onDemandPort}/make-blocks`;
      const body = JSON.stringify({ [chain]: 1 });
      const answer = await fetch(url, { method: 'POST', body, headers: { connection: 'close' } });
      return answer.text();
    },
  };
}
