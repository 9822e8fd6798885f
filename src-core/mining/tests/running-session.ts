/** A mining session for one test: a scripted node, and a worker that finds a block whenever it is asked to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { minerConfigSchema } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import { openHistory } from '../../history/history.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { freePort } from '../../tests/loopback-server.ts';
import { startScriptedNode } from '../../tests/scripted-node.ts';
import { createMiningSession } from '../mining-session.ts';
import type { SessionEvent } from '../session/session-events.ts';
import type { MiningSessionOptions } from '../session/session-types.ts';

export const publicKey = 'ab'.repeat(32);

/** Does not mine yet. */
export async function openSession(
  wishes: Partial<MinerConfig> = {},
  parts: Pick<MiningSessionOptions, 'wakeClock'> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-session-'));
  const history = openHistory(join(folder, 'history.db'));
  const node = await startScriptedNode();
  const onDemandPort = await freePort();
  const now = {
    config: minerConfigSchema.parse({
      ...{ publicKey, node: node.address, worker: 'on-demand', onDemandPort },
      ...wishes,
    }),
    isOnBattery: false,
  };
  const { logger, logged } = collectedLog();
  let supplyChanged = (): void => undefined;
  const session = createMiningSession({
    config: () => now.config,
    dataDirectory: folder,
    history,
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
    /** Asks the worker for a block of the node's chain. */
    async findBlock() {
      const url = `http://127.0.0.1:${onDemandPort}/make-blocks`;
      await fetch(url, { method: 'POST', body: '{"0":1}', headers: { connection: 'close' } });
    },
  };
}
