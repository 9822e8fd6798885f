/** What tests of this room share: nodes and clients that are closed with their test, and events to await. */
import { onTestFinished } from 'vitest';
import { minerAccount } from '../../chainweb/account.ts';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { createLog } from '../../logging/logger.ts';
import { startScriptedNode } from '../../tests/scripted-node.ts';
import type { ScriptedNode } from '../../tests/scripted-node.ts';
import { createNodeClient } from '../node-client.ts';
import type { NodeAddress, NodeClient } from '../node-client.ts';

export const { logger } = createLog({ level: 'quiet', sink: () => undefined });
export const account = minerAccount('ab'.repeat(32));
/** The only chain of a scripted node. */
export const chain = mkChainId(0);

/** Closes `thing` at the end of the current test. */
export function closeAfterTest<T extends { close(): unknown }>(thing: T): T {
  onTestFinished(async () => {
    await thing.close();
  });
  return thing;
}

/** A scripted node for one test. */
export async function scriptedNode(): Promise<ScriptedNode> {
  return closeAfterTest(await startScriptedNode());
}

/** A client for one test, without TLS and with a timeout of 2 s unless `changes` says otherwise. */
export function clientOf(address: string, changes: Partial<NodeAddress> = {}): NodeClient {
  const defaults = { useTls: false, insecure: false, timeoutMs: 2_000 };
  return closeAfterTest(createNodeClient({ node: address, ...defaults, ...changes }));
}

export interface Collector<T> {
  /** Everything added so far. */
  readonly all: T[];
  readonly add: (one: T) => void;
  /** Resolves with the next one added that fits. */
  next(fits: (one: T) => boolean): Promise<T>;
}

/** Collects events and lets a test await the next one that fits. */
export function collector<T>(): Collector<T> {
  const all: T[] = [];
  const waiting: { fits: (one: T) => boolean; resolve: (one: T) => void }[] = [];
  return {
    all,
    add(one) {
      all.push(one);
      for (const each of waiting.splice(0)) {
        if (each.fits(one)) each.resolve(one);
        else waiting.push(each);
      }
    },
    next: (fits) => new Promise((resolve) => waiting.push({ fits, resolve })),
  };
}
