/**
 * The configured nodes in order of preference. Work comes from the first node that has some; while
 * mining on a fallback, the preferred nodes are tried again from time to time. A node in use has a
 * link: its network, update streams and cut.
 */
import type { MinerAccount } from '../../chainweb/account.ts';
import type { ChainId } from '../../chainweb/chain-graph.ts';
import type { MiningWork } from '../../chainweb/mining-work.ts';
import type { Logger } from '../../logging/logger.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { watchCut } from './cut-watcher.ts';
import type { CutWatcher } from './cut-watcher.ts';
import type { NodeClient } from '../node-client.ts';
import type { NodeError } from '../node-errors.ts';
import type { NetworkInfo, NodeEvent } from '../node-events.ts';
import { createUpdateStreams } from '../updates/update-stream.ts';
import type { UpdateStreamOptions, UpdateStreams } from '../updates/update-stream.ts';

/** A node whose network is known. */
export interface NodeLink {
  readonly client: NodeClient;
  readonly network: NetworkInfo;
  readonly streams: UpdateStreams;
  readonly cut: CutWatcher;
}

/** A piece of work and the node that issued it. */
export interface IssuedWork {
  readonly work: MiningWork;
  readonly link: NodeLink;
}

export interface NodePool {
  /** Work from the first node that has some; the first node's error if none has. */
  work(account: MinerAccount, signal: AbortSignal): Promise<Result<IssuedWork, NodeError>>;
  /** The node with that base URL, or else one known to be on that network. */
  find(url: string, versionName: string): NodeClient | null;
  /** The greatest height of a network's chain that a node shows just now; null while none does. */
  chainHeight(versionName: string, chain: ChainId): number | null;
  /** Connects to all nodes again at once, and looks at what they have: their connections may be dead. */
  reconnect(): void;
  /** Closes all links and clients. */
  close(): void;
}

interface NodePoolOptions {
  /** At least one, the preferred first. */
  readonly clients: readonly NodeClient[];
  readonly logger: Logger;
  readonly onEvent: (event: NodeEvent) => void;
  /** Called when another link becomes the one that is mined on. */
  readonly onChosen: (link: NodeLink) => void;
  /** Silence after which an update stream is reopened, ms. */
  readonly stallMs?: UpdateStreamOptions['stallMs'];
  /** A clock that never jumps, ms. */
  readonly nowMs?: () => number;
}

/** While mining on a fallback, the preferred nodes are tried this often. */
const RETURN_MS = 30_000;
/** The cut is polled about twice per block of the whole network, within these limits. */
const CUT_INTERVAL_MS = { least: 1_000, most: 10_000 };

/** Creates a pool that owns `clients` and closes them. Nothing is sent before the first call. */
export function createNodePool(options: NodePoolOptions): NodePool {
  const { clients, logger, onEvent, onChosen, nowMs = () => performance.now() } = options;
  const links = new Map<NodeClient, NodeLink>();
  /** Nodes whose network must be asked for again, because a request has failed since. */
  const doubted = new Set<NodeClient>();
  let active: NodeClient | undefined;
  let returnAtMs = 0;
  const [first] = clients;
  /**
   * The node whose network is mined: the first configured one, until it answers the first that has.
   */
  let guide: NodeLink | undefined;
  const refused = new Set<NodeClient>();
  let isNetworkDoubted = false;
  let reconnects = 0;

  /** Whether a node may be mined on: all have to be on the network of the guide. */
  function agree(link: NodeLink): Result<NodeLink, NodeError> {
    const { client, network } = link;
    if (client === first || guide === undefined) guide = link;
    const [found, wanted] = [network.versionName, guide.network.versionName];
    if (found === wanted) {
      refused.delete(client);
      return ok(link);
    }
    const detail = `it is on network ${found}, but ${guide.client.url} is on ${wanted}`;
    if (!refused.has(client)) logger.error(`node ${client.url} is not mined on: ${detail}`);
    refused.add(client);
    return err({ kind: 'other-network', detail, networks: { found, wanted } });
  }

  /** Reports once that the first node's network is unknown, and once that it is known. */
  function doubtNetwork({ client, network: { versionName } }: NodeLink): void {
    const isDoubted = guide?.client !== first;
    if (first === undefined || isDoubted === isNetworkDoubted) return;
    isNetworkDoubted = isDoubted;
    if (isDoubted) {
      logger.warn(
        `mining on network ${versionName} of ${client.url}: the network of ${first.url} is not known, as it has not answered yet`,
      );
    }
    const isKnown = !isDoubted;
    onEvent({ type: 'network-doubted', node: client.url, first: first.url, versionName, isKnown });
  }

  async function linkTo(client: NodeClient): Promise<Result<NodeLink, NodeError>> {
    const known = links.get(client);
    if (known !== undefined && !doubted.has(client)) return ok(known);
    const info = await client.info();
    if (!info.ok) return info;
    doubted.delete(client);
    // Another loop may have been faster; and a node that came back is usually on the same network.
    const current = links.get(client);
    if (current?.network.versionName === info.value.network.versionName) return ok(current);
    if (current !== undefined) closeLink(current);
    const link = openLink(client, info.value.network);
    links.set(client, link);
    if (active === client) active = undefined;
    return ok(link);
  }

  function openLink(client: NodeClient, network: NetworkInfo): NodeLink {
    const version = network.versionName;
    const intervalMs = cutIntervalMs(network);
    const cut = watchCut({ client, version, intervalMs, logger, onEvent: ifActive(client), nowMs });
    const streams = createUpdateStreams({
      client,
      version,
      logger,
      onEvent: ifActive(client),
      onCutHint: cut.hint,
      tip: (chain) => (cut.isCurrent() ? cut.tip(chain)?.hash : undefined),
      ...(options.stallMs !== undefined && { stallMs: options.stallMs }),
    });
    return { client, network, streams, cut };
  }

  /** Events of nodes that are not mined on at present are dropped. */
  function ifActive(client: NodeClient): (event: NodeEvent) => void {
    return (event) => {
      if (active === undefined || active === client) onEvent(event);
    };
  }

  async function tryNode(
    client: NodeClient,
    account: MinerAccount,
    signal: AbortSignal,
  ): Promise<Result<IssuedWork, NodeError>> {
    const linked = await linkTo(client);
    const link = linked.ok ? agree(linked.value) : linked;
    if (!link.ok) return link;
    const startedAt = performance.now();
    const work = await client.work(link.value.network.versionName, account, signal);
    if (!work.ok) return work;
    const latencyMs = performance.now() - startedAt;
    if (active !== client) {
      active = client;
      logger.info(`mining with node ${client.url} on network ${link.value.network.versionName}`);
      onEvent({ type: 'node-chosen', node: client.url, network: link.value.network });
      onChosen(link.value);
    }
    doubtNetwork(link.value);
    const preferred = clients.slice(0, clients.indexOf(client)).map(({ url }) => url);
    onEvent({ type: 'node-answered', node: client.url, latencyMs, preferred });
    return ok({ work: work.value, link: link.value });
  }

  /** The active node first, unless it is time to try the preferred ones again. */
  function order(): readonly NodeClient[] {
    if (active === undefined || active === clients[0]) return clients;
    if (nowMs() >= returnAtMs) {
      returnAtMs = nowMs() + RETURN_MS;
      return clients;
    }
    return [active, ...clients.filter((client) => client !== active)];
  }

  function closeLink({ streams, cut }: NodeLink): void {
    streams.close();
    cut.close();
  }

  return {
    async work(account, signal) {
      let first: NodeError | null = null;
      for (const client of order()) {
        const reconnectsBefore = reconnects;
        let issued = await tryNode(client, account, signal);
        // It failed because of that: the node need not be down.
        if (!issued.ok && reconnects !== reconnectsBefore && !signal.aborted) {
          issued = await tryNode(client, account, signal);
        }
        if (issued.ok) return issued;
        if (signal.aborted) break;
        doubted.add(client);
        first ??= issued.error;
        if (active === client) returnAtMs = nowMs() + RETURN_MS;
        onEvent({ type: 'node-failed', node: client.url, error: issued.error });
      }
      return err(first ?? { kind: 'node-missing', detail: 'cancelled' });
    },
    find(url, versionName) {
      const named = clients.find((client) => client.url === url);
      const all = [...links.values()];
      return (
        named ?? all.find(({ network }) => network.versionName === versionName)?.client ?? null
      );
    },
    chainHeight(versionName, chain) {
      const heights = [...links.values()]
        .filter(({ network, cut }) => network.versionName === versionName && cut.isCurrent())
        .flatMap(({ cut }) => cut.tip(chain)?.height ?? []);
      return heights.length === 0 ? null : Math.max(...heights);
    },
    reconnect() {
      reconnects += 1;
      for (const client of clients) client.reconnect();
      for (const { streams, cut } of links.values()) {
        streams.reopen();
        cut.hint();
      }
    },
    close() {
      for (const link of links.values()) closeLink(link);
      for (const client of clients) client.close();
    },
  };
}

function cutIntervalMs({ blockDelayMicros, graph }: NetworkInfo): number {
  const { least, most } = CUT_INTERVAL_MS;
  if (blockDelayMicros === null) return most / 2;
  const perBlockMs = blockDelayMicros / 1000 / Math.max(1, graph.length);
  return Math.min(most, Math.max(least, perBlockMs / 2));
}
