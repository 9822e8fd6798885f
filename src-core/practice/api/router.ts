/**
 * The service API of a practice node: puts its parts together, and routes each request (see `answer`
 * below, which has every route).
 */
import type { ServerResponse } from 'node:http';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import type { Logger } from '../../logging/logger.ts';
import { createBlockStreams } from './block-streams.ts';
import { createHeaderRoutes } from './header-routes.ts';
import { JSON_TYPE } from './http-reply.ts';
import { emptyReply, isBinaryBody, jsonReply, negotiate, textReply } from './http-reply.ts';
import type { HttpReply, PracticeRequest } from './http-reply.ts';
import type { Answer } from './http-server.ts';
import { mayMine } from '../mining/miner-record.ts';
import { createMiningRoutes } from './mining-routes.ts';
import { cutHashes, limitCut, nodeInfo, noPeers } from './network-replies.ts';
import { createForwardClock } from '../chain/forward-clock.ts';
import { parseNatural } from './paging.ts';
import { createPayloadRoutes } from './payload-routes.ts';
import { PAYLOAD_EXPIRY_MS, createPayloadCache } from '../mining/payload-cache.ts';
import { openPracticeChain } from '../chain/practice-chain.ts';
import type { PracticeNetwork } from '../chain/practice-network.ts';
import type { PracticeOptions } from './practice-options.ts';
import type { PracticeStore } from '../chain/practice-store.ts';
import { createSolutionIntake } from '../mining/solution-intake.ts';
import { STREAM_LIMIT, STREAM_TIMEOUT_MS, createUpdateStreams } from './update-streams.ts';
import { createWorkIssuer } from '../mining/work-issuer.ts';

interface PracticeService {
  readonly answer: Answer;
  /** Discards all blocks and starts with new genesis blocks. */
  reset(): void;
  /** Ends streams and cancels everything scheduled. */
  stop(): void;
}

/** Creates the service over the blocks of `store`. */
export function createPracticeService(
  options: PracticeOptions & { readonly nowMicros: () => number },
  network: PracticeNetwork,
  store: PracticeStore,
  logger: Logger,
): PracticeService {
  const { random = Math.random, payloadExpiryMs = PAYLOAD_EXPIRY_MS } = options;
  const { versionName, graph } = network;
  const chain = openPracticeChain(network, store, BigInt(options.nowMicros()));
  const newest = chain.tips().reduce((latest, { header }) => {
    return header.creationTimeMicros > latest ? header.creationTimeMicros : latest;
  }, 0n);
  const nowMicros = createForwardClock(options.nowMicros, newest);
  const payloads = createPayloadCache(
    () => performance.now(),
    payloadExpiryMs,
    options.payloadLimit,
  );
  const streams = createUpdateStreams({
    timeoutMs: options.streamTimeoutMs ?? STREAM_TIMEOUT_MS,
    limit: options.streamLimit ?? STREAM_LIMIT,
    random,
    isReady: (number) => number < graph.order && workIssuer.isReady(mkChainId(number)),
    begin: (response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.flushHeaders();
    },
  });
  const blockStreams = createBlockStreams(versionName, {
    payloadOf: (hash) => store.payload(hash),
    limit: options.streamLimit ?? STREAM_LIMIT,
  });
  const workIssuer = createWorkIssuer({
    chain,
    payloads,
    reward: options.reward ?? 0,
    nowMicros,
    random,
    onChange: (changed, change) => {
      logger.debug(`chain ${changed}: ${change}`);
      streams.announce(changed, change);
      miningRoutes.workChanged();
    },
  });
  const solutionIntake = createSolutionIntake({
    chain,
    payloads,
    workIssuer,
    checkPow: options.checkPow ?? true,
    keepPayload: (payload) => store.keepPayload(payload),
    payloadExpiryMs,
    nowMicros,
    onNews(news) {
      if (news.type === 'block-joined') blockStreams.announce(news.block);
      options.onNews?.(news);
    },
    logger,
  });
  const miningRoutes = createMiningRoutes({
    workIssuer,
    solutionIntake,
    payloads,
    mayMine: (record) => mayMine(record, options.accounts ?? 'any'),
    logger,
  });
  const headerRoutes = createHeaderRoutes(store, versionName);
  const payloadRoutes = createPayloadRoutes((hash) => store.payload(hash));
  const { payloadRefreshMs = null } = options;
  const refreshing =
    payloadRefreshMs === null
      ? null
      : setInterval(() => {
          workIssuer.refresh();
        }, payloadRefreshMs);

  function getJson(request: PracticeRequest, value: () => unknown): HttpReply {
    if (request.method !== 'GET') return emptyReply(405);
    if (negotiate(request.accept, [JSON_TYPE]) === null) return emptyReply(406);
    return jsonReply(200, value());
  }

  function cut(request: PracticeRequest): HttpReply {
    const maxHeight = parseNatural(request.query, 'maxheight');
    if (!maxHeight.ok) return textReply(400, maxHeight.error.reason);
    return getJson(request, () => {
      const tips = chain.tips();
      const { value } = maxHeight;
      return cutHashes(
        value === null ? tips : limitCut(tips, value, (id, height) => store.atHeight(id, height)),
        versionName,
      );
    });
  }

  function updates(
    { contentType, body }: PracticeRequest,
    response: ServerResponse,
  ): HttpReply | null {
    if (!isBinaryBody(contentType)) return emptyReply(415);
    if (!streams.reserve(response)) {
      const text = 'No more update streams available currently. Retry later.';
      return { status: 503, contentType: null, body: text };
    }
    if (body.length !== 4) return textReply(500, 'Something went wrong');
    streams.watch(body.readUInt32LE(0), response);
    return null;
  }

  return {
    answer(request, response, signal) {
      const [first, ...rest] = request.path;
      if (first === 'info' && rest.length === 0) return getJson(request, () => nodeInfo(network));
      if (first === 'health-check' && rest.length === 0) return healthCheck(request);
      const [apiVersion, name, ...route] = rest;
      if (first !== 'chainweb' || apiVersion !== '0.0' || name !== versionName) {
        return emptyReply(404);
      }
      const [group, item] = route;
      if (group === 'cut' && route.length === 1) return cut(request);
      if (group === 'cut' && item === 'peer' && route.length === 2) {
        return getJson(request, noPeers);
      }
      const isStream = group === 'header' || group === 'block';
      if (isStream && item === 'updates' && route.length === 2) {
        return blockStreams.open(group, response);
      }
      if (group === 'mining' && route.length === 2) {
        if (item === 'work') return miningRoutes.work(request, signal);
        if (item === 'solved') return miningRoutes.solved(request);
        if (item === 'updates') return updates(request, response);
      }
      const id = /^\d{1,10}$/.test(item ?? '') ? Number(item) : Infinity;
      if (group === 'chain' && id < graph.order) {
        const [, , table, ...rest] = route;
        if (table === 'payload') return payloadRoutes(rest, request);
        return headerRoutes.answer(mkChainId(id), route.slice(2), request);
      }
      return emptyReply(404);
    },

    reset() {
      solutionIntake.clear();
      payloads.clear();
      chain.restart(nowMicros());
      logger.info('all chains were reset');
      for (const each of graph.chains) workIssuer.prepare(each);
    },

    stop() {
      if (refreshing !== null) clearInterval(refreshing);
      solutionIntake.clear();
      streams.end();
      blockStreams.end();
    },
  };
}

function healthCheck(request: PracticeRequest): HttpReply {
  return request.method === 'GET' ? textReply(200, 'Health check OK.\n') : emptyReply(405);
}
