/**
 * A farm at the usual pace of time: a hundred machines that connect again and again, a node that closes its streams and
 * ends, blocks several times a second, a log at `debug`, and mining stopped and started.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BenchProcess } from '../../../bench/stratum/bench-process.ts';
import { freePort } from '../../../src-core/tests/loopback-server.ts';
import { judgeLeast, judgeMost, judgeTime, stated } from '../judgement.ts';
import type { Judged } from '../judgement.ts';
import { whole } from '../../table.ts';
import type { Control } from '../control.ts';
import type { RigsOrder, RigsReport } from '../rigs-process.ts';
import { LOG_FILE } from './miner-process.ts';
import type { NodeOrder } from './node-process.ts';
import type { Usage } from './usage.ts';
import { judgeUsage, startWatchedMiner } from './watched-miner.ts';

const RIGS = { count: 100, dutyCycle: 0.002, reconnectMs: 20_000 } as const;
/** Ten blocks a second of the whole network, and streams that last as long as some proxies let them. */
const NODE = { blockDelayMicros: 2_000_000, firstDifficulty: 20_000, streamTimeoutMs: 5_000 };
/** Hashes of a share, as a power of two: some hundred shares a second. */
const SHARE_LEVEL = 10;
const LOOKS = 60;
/** Every so many looks the node ends and starts again, and so does mining. */
const NODE_RESTARTS = 3;
const MINER_RESTARTS = 7;
const LOOP_MS = 10;
/** Five files of 5 MiB, and what was under way when the last one was full. */
const LOG_BYTES = 28e6;
const OUTBOX_BYTES = 256e3;
/** What a farm of this size does in a day: a share of each machine every 10 s. */
const SHARES_A_DAY = RIGS.count * 8_640;

/** Watches it for that long. */
export async function soakFarm(
  folder: string,
  durationMs: number,
  control: Control,
): Promise<readonly Judged[]> {
  const node = new BenchProcess(new URL('node-process.ts', import.meta.url), null);
  const nodeOrder: NodeOrder = { ...NODE, dataFile: join(folder, 'node.db') };
  const nodePort = await node.ask<number>('start', nodeOrder);
  const [stratumPort, metricsPort] = [await freePort(), await freePort()];
  const miner = await startWatchedMiner({
    folder,
    hurry: 1,
    wishes: {
      node: `127.0.0.1:${nodePort}`,
      workers: ['stratum', 'cpu'],
      cpuThreads: 1,
      cpuDutyCycle: 0.1,
      stratumInterface: '127.0.0.1',
      stratumDifficulty: SHARE_LEVEL,
      stratumMinDifficulty: SHARE_LEVEL,
      ...{ stratumPort, metricsPort },
    },
  });
  const rigs = new BenchProcess(new URL('../rigs-process.ts', import.meta.url), null);
  const rigsOrder: RigsOrder = { ...RIGS, port: stratumPort };
  await rigs.ask('start', rigsOrder);

  const looks: Usage[] = [];
  const everyMs = durationMs / LOOKS;
  const startMs = performance.now();
  for (let look = 1; look <= LOOKS; look++) {
    await pause(Math.max(0, startMs + look * everyMs - performance.now()));
    await scrape(metricsPort);
    looks.push(await miner.look());
    if (look % NODE_RESTARTS === 0) await node.ask('restart', look % (2 * NODE_RESTARTS) === 0);
    if (look % MINER_RESTARTS === 0) await miner.restart();
  }
  const loop = await miner.loop();
  const { events, logLines, blocksAccepted } = await miner.report();
  const rigged = await rigs.ask<RigsReport>('report');
  await rigs.ask('stop');
  await rigs.end();
  const left = await miner.stop();
  await node.ask('stop');
  await node.end();

  const { loop: controlLoop, done } = await control.report();
  const of = 'farm';
  const count = (type: string): number => events[type] ?? 0;
  return [
    judgeLeast(`${of}: shares accepted`, rigged.accepted, (done * 10 * durationMs) / 1_000),
    stated(`${of}: as many as in`, `${(rigged.accepted / SHARES_A_DAY).toFixed(2)} days`),
    judgeLeast(`${of}: blocks accepted`, blocksAccepted, (done * durationMs) / 1_000),
    judgeLeast(
      `${of}: machines that connected again`,
      rigged.reconnects,
      (done * durationMs) / 1_000,
    ),
    judgeLeast(`${of}: lines of log at debug`, logLines, (done * 50 * durationMs) / 1_000),
    stated(`${of}: nodes lost`, whole(count('node-lost'))),
    ...judgeUsage(of, looks),
    judgeTime(`${of}: event loop, p99`, loop.p99, LOOP_MS, controlLoop.p99),
    stated(`${of}: event loop, longest, with garbage collections`, `${loop.longest.toFixed(1)} ms`),
    judgeMost(`${of}: log files`, sizeOf(folder, LOG_FILE), LOG_BYTES, 'bytes'),
    judgeMost(`${of}: outbox file`, sizeOf(folder, 'outbox.jsonl'), OUTBOX_BYTES, 'bytes'),
    ...judgeEnd(of, left),
  ];
}

/** As Prometheus does. */
async function scrape(port: number): Promise<void> {
  for (const path of ['metrics', 'health']) {
    const answer = await fetch(`http://127.0.0.1:${port}/${path}`);
    await answer.arrayBuffer();
  }
}

/** What a miner leaves open after its end would keep the program from ending, or grow with each start. */
export function judgeEnd(of: string, { resources }: Usage): readonly Judged[] {
  const open = Object.entries(resources).filter(([kind]) => !OWN.has(kind));
  return [
    {
      what: `${of}: left open after the end of mining`,
      figure: open.map(([kind, count]) => `${count} ${kind}`).join(', ') || 'nothing',
      bound: 'nothing',
      holds: open.length === 0,
    },
  ];
}

/** Of the process itself: its channel to the parent and its output. */
const OWN = new Set(['PipeWrap', 'TTYWrap', 'FSReqPromise', 'Immediate']);

/** All files of a folder whose names begin with this, bytes. */
export function sizeOf(folder: string, name: string): number {
  return readdirSync(folder)
    .filter((each) => each.startsWith(name))
    .reduce((sum, each) => sum + statSync(join(folder, each)).size, 0);
}
