/** The HTTP servers of this program: metrics with health, blocks on demand, the practice node. */
import fc from 'fast-check';
import { mkChainId } from '../../../src-core/chainweb/chain-graph.ts';
import { serveMetrics } from '../../../src-core/metrics/metrics-server.ts';
import { createMinerMetrics } from '../../../src-core/metrics/miner-metrics.ts';
import { startPracticeNode } from '../../../src-core/practice/practice-node.ts';
import {
  hostileBodyOf,
  hostilePath,
  hostileQuery,
} from '../../../src-core/practice/tests/hostile-request.ts';
import { unwrap } from '../../../src-core/result.ts';
import { initialMinerState } from '../../../src-core/state/miner/miner-state.ts';
import { snapshotOf } from '../../../src-core/state/miner/snapshot.ts';
import { hostileJsonWith } from '../../../src-core/tests/hostile/json-texts.ts';
import { listenOnLoopback } from '../../../src-core/tests/loopback-server.ts';
import { BlockGoals } from '../../../src-core/workers/simulated/block-goals.ts';
import { createOnDemandServer } from '../../../src-core/workers/simulated/on-demand-server.ts';
import { httpServerDoor } from '../http-server-door.ts';

const json = hostileJsonWith(20);
/** Paths that no server has, and tricks with those that one has. */
const otherPath = fc.constantFrom(
  ...['/', '*', '//', '/..', '/%00', '/metrics%20', '/metrics?x=%zz', '/healthz#x', '/METRICS'],
  ...['http://127.0.0.1/metrics', '/make-blocks/', '/make-blocks?x', `/${'x'.repeat(7_000)}`],
);

export const metricsServer = httpServerDoor({
  name: 'metrics-server',
  together: 12,
  asked: {
    path: fc.oneof(fc.constantFrom('/metrics', '/healthz'), otherPath),
    body: fc.oneof(fc.constant(''), json),
  },
  async start(logger) {
    const state = initialMinerState();
    const metrics = createMinerMetrics(
      () => snapshotOf(state, 0),
      '1.0.0',
      () => ({ electricityPrice: null, currency: 'EUR' }),
    );
    const source = {
      contentType: metrics.contentType,
      text: metrics.text,
      health: () => ({ isWell: true, sentence: 'Mining.' }),
    };
    const place = { interfaceName: '127.0.0.1', port: 0 };
    const server = unwrap(await serveMetrics(source, place, (line) => logger.error(line)));
    return {
      port: server.port,
      async close() {
        await server.close();
        metrics.close();
      },
    };
  },
});

export const onDemandServer = httpServerDoor({
  name: 'on-demand-server',
  together: 32,
  asked: {
    path: fc.oneof({ weight: 4, arbitrary: fc.constant('/make-blocks') }, otherPath),
    body: fc.oneof(
      json,
      json.map((value) => `{"0":${value}}`),
      json.map((value) => `{"1":1,${JSON.stringify(value.slice(0, 50))}:${value}}`),
    ),
  },
  start(logger) {
    const goals = new BlockGoals({
      chains: () => [0, 1, 2].map(mkChainId),
      onDropped: () => undefined,
    });
    return listenOnLoopback(createOnDemandServer(goals, logger, '127.0.0.1'));
  },
});

/** Its name is that of the graph. */
const PRACTICE = '/chainweb/0.0/practice-triangle';

export const practiceServer = httpServerDoor({
  name: 'practice-server',
  together: 32,
  asked: {
    path: fc.oneof(
      {
        weight: 1,
        arbitrary: fc.constantFrom('/info', '/', `${PRACTICE}/`, '/chainweb/0.0/x/cut'),
      },
      {
        weight: 5,
        arbitrary: fc
          .tuple(hostilePath, hostileQuery)
          .map(([path, query]) => `${PRACTICE}/${path}?${query}`),
      },
    ),
    body: hostileBodyOf(json),
  },
  async start(logger) {
    const options = { port: 0, graph: 'triangle', firstDifficulty: 20, checkPow: false } as const;
    const node = unwrap(await startPracticeNode(options, logger));
    return { port: node.port, close: () => node.kill() };
  },
});
