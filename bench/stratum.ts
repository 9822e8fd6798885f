/**
 * `npm run bench -- stratum`: the Stratum server on loopback, the machines in a process of their
 * own, beside a bare server that parses each line of JSON and sends it back, in turns.
 *
 * For comparison, chainweb-mining-client 0.5 on two shared EPYC cores: 7,400-12,000 shares judged
 * a second on one core; a job at the first, middle and last of 500 sessions after 11, 20 and 33 ms;
 * a winning share at the node after 3.8 ms (median); about 33 kB of memory per session.
 */
import { availableParallelism, cpus } from 'node:os';
import { measureAttack } from './stratum/attack.ts';
import { BenchProcess } from './stratum/bench-process.ts';
import { kilobytes, median, ms, percentile, row, whole } from './stratum/figures.ts';
import type { Arrivals, BlockTimes, FloodOrder, ShareKind } from './stratum/load-process.ts';
import type { ServerUsage } from './stratum/server-process.ts';

const ROUNDS = 5;
const CONNECTIONS = 8;
const SHARES_PER_CONNECTION = 20_000;
/** Turns before the one that counts: the compilers of both sides need about half a million lines. */
const WARM_UP_TURNS = 3;
const FAN_OUT_ROUNDS = 30;
const WAY_WARM_UP_TURNS = 4;
const WAY_TURNS = 12;
const BLOCKS_PER_TURN = 50;
/** A winning share should be at the node within this time, 99 of 100. */
const GOAL_MS = 2;
const KINDS: readonly ShareKind[] = ['echo', 'valid', 'duplicate', 'low', 'stale', 'unknown'];

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  rates: compareRates,
  answers: measureAnswers,
  'fan-out': async () => {
    for (const sessions of [500, 1000]) await measureFanOut(sessions);
  },
  'ten-thousand': measureTenThousand,
  'whole-way': measureWholeWay,
  attack: measureAttack,
};

/** Runs all parts, or those named. */
export async function runStratumBench(args: readonly string[]): Promise<void> {
  console.log(`Node ${process.version}, V8 ${process.versions.v8}`);
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`);
  for (const [name, part] of Object.entries(PARTS)) {
    if (args.length === 0 || args.includes(name)) await part();
  }
}

interface Rate {
  readonly perSecond: number;
  readonly perCpuSecond: number;
}

async function compareRates(): Promise<void> {
  const rates = new Map<ShareKind, Rate[]>(KINDS.map((kind) => [kind, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of KINDS) rates.get(kind)?.push(await flood(kind));
  }
  const shares = (CONNECTIONS * SHARES_PER_CONNECTION).toLocaleString('en');
  console.log(`\nShares judged, one server process, ${shares} a turn, median of ${ROUNDS} turns`);
  row('', 'per second', 'per CPU second', 'of echo');
  const echo = rates.get('echo') ?? [];
  for (const [kind, list] of rates) {
    const ofEcho = list.map((rate, i) => rate.perCpuSecond / (echo[i]?.perCpuSecond ?? NaN));
    row(
      kind === 'echo' ? 'bare echo of each line' : kind,
      whole(median(list.map(({ perSecond }) => perSecond))),
      whole(median(list.map(({ perCpuSecond }) => perCpuSecond))),
      `${(100 * median(ofEcho)).toFixed(0)} %`,
    );
  }
}

/** One flood against a fresh server; checks that every share was judged as meant. */
async function flood(kind: ShareKind): Promise<Rate> {
  const server = new BenchProcess('server-process.ts', 0);
  const load = new BenchProcess('load-process.ts', 1);
  const port =
    kind === 'echo'
      ? await server.ask<number>('startEcho')
      : await server.ask<number>('startStratum', kind === 'low' || kind === 'unknown' ? 200 : 0);
  const order = (sharesPerConnection: number): FloodOrder => ({
    port,
    kind,
    connections: CONNECTIONS,
    sharesPerConnection,
  });
  for (let turn = 0; turn < WARM_UP_TURNS; turn++) {
    await load.ask('prepareFlood', order(SHARES_PER_CONNECTION));
    await load.ask('flood');
  }
  await load.ask('prepareFlood', order(SHARES_PER_CONNECTION));
  if (kind === 'stale') await server.ask('offerNext');
  const before = await server.ask<ServerUsage>('usage');
  const elapsedMs = await load.ask<number>('flood');
  const after = await server.ask<ServerUsage>('usage');
  await server.ask('stop');
  const end = await server.ask<ServerUsage>('usage');
  await load.end();
  await server.end();

  const sent = CONNECTIONS * SHARES_PER_CONNECTION;
  if (kind !== 'echo') check(kind, end.accepted - before.accepted, end.refused - before.refused);
  return {
    perSecond: sent / (elapsedMs / 1000),
    perCpuSecond: sent / ((after.cpuMs - before.cpuMs) / 1000),
  };
}

function check(kind: ShareKind, accepted: number, refused: number): void {
  const sent = CONNECTIONS * SHARES_PER_CONNECTION;
  const wanted = kind === 'valid' ? sent : kind === 'duplicate' ? CONNECTIONS : 0;
  if (accepted !== wanted || accepted + refused !== sent) {
    throw new Error(`${kind}: ${accepted} accepted, ${refused} refused of ${sent}`);
  }
}

async function measureAnswers(): Promise<void> {
  const { server, load, port } = await startPair();
  await load.ask('pingPong', { port, count: 2_000 });
  const times = await load.ask<number[]>('pingPong', { port, count: 5_000 });
  console.log('\nOne machine, one share after the other');
  row('', 'p50', 'p99');
  row('submit to answer', ...percentiles(times));
  await load.end();
  await server.end();
}

async function measureFanOut(sessions: number): Promise<void> {
  const { server, load, port } = await startPair();
  const before = await server.ask<ServerUsage>('usage');
  await load.ask('openSessions', { port, count: sessions });
  const after = await server.ask<ServerUsage>('usage');
  const rounds: number[][] = [];
  for (let round = 0; round < FAN_OUT_ROUNDS; round++) {
    rounds.push((await fanOut(server, load)).times);
  }
  const at = (index: number): string => ms(median(rounds.map((times) => times[index] ?? NaN)));
  console.log(`\nNew work to ${sessions} sessions, median of ${FAN_OUT_ROUNDS} rounds`);
  row('', 'first', 'middle', 'last');
  row('whole notify received after', at(0), at(sessions >> 1), at(sessions - 1));
  row('memory per session', kilobytes((after.rssBytes - before.rssBytes) / sessions));
  await load.end();
  await server.end();
}

async function measureTenThousand(): Promise<void> {
  const count = 10_000;
  const { server, load, port } = await startPair();
  const before = await server.ask<ServerUsage>('usage');
  await load.ask('openSessions', { port, count });
  const held = await server.ask<number>('sessions');
  const after = await server.ask<ServerUsage>('usage');
  const rounds: number[] = [];
  let closed = 0;
  for (let round = 0; round < 5; round++) {
    const result = await fanOut(server, load);
    rounds.push(result.times.at(-1) ?? NaN);
    closed += result.closed;
  }
  console.log(`\n${held.toLocaleString('en')} sessions held, ${closed} lost`);
  row('the last has new work after', ms(median(rounds)));
  row('memory per session', kilobytes((after.rssBytes - before.rssBytes) / count));
  await load.ask('closeSessions');
  await load.end();
  await server.end();
}

async function fanOut(
  server: BenchProcess,
  load: BenchProcess,
): Promise<{ readonly times: number[]; readonly closed: number }> {
  await load.ask('expectJobs');
  const offeredAtMs = await server.ask<number>('offerNext');
  const { atMs, closed } = await load.ask<Arrivals>('arrivals');
  return { times: atMs.map((arrivedAtMs) => arrivedAtMs - offeredAtMs), closed };
}

async function measureWholeWay(): Promise<void> {
  const miner = new BenchProcess('miner-process.ts', 0);
  const relay = new BenchProcess('server-process.ts', 0);
  const load = new BenchProcess('load-process.ts', 1);
  const node = await load.ask<string>('startNode');
  const ports = {
    relayBlocks: await relay.ask<number>('startRelay', node),
    solveBlocks: await miner.ask<number>('start', node),
  };
  const measure = async (way: keyof typeof ports, areApart: boolean): Promise<BlockTimes> =>
    load.ask<BlockTimes>(way, { port: ports[way], count: BLOCKS_PER_TURN, areApart });
  for (const areApart of [true, false]) {
    const bare: BlockTimes[] = [];
    const whole: BlockTimes[] = [];
    for (let turn = 0; turn < WAY_WARM_UP_TURNS + WAY_TURNS; turn++) {
      if (turn === WAY_WARM_UP_TURNS) bare.length = whole.length = 0;
      // In turns, so that other load on the computer falls on both.
      bare.push(await measure('relayBlocks', areApart));
      whole.push(await measure('solveBlocks', areApart));
    }
    const pace = areApart ? '50 ms apart' : 'at once one after the other';
    console.log(`\nThe whole miner between a node and one machine, blocks ${pace}`);
    row('', 'p50', 'p99', `under ${GOAL_MS} ms`);
    const show = (name: string, way: BlockTimes[], kind: keyof BlockTimes): void => {
      const times = way.flatMap((each) => each[kind]);
      const quick = times.filter((time) => time < GOAL_MS).length / times.length;
      row(name, ...percentiles(times), `${(100 * quick).toFixed(1)} %`);
    };
    show('bare relay: share to mining/solved', bare, 'toNode');
    show('bare relay: share to its answer', bare, 'toAnswer');
    show('winning share to mining/solved', whole, 'toNode');
    show('winning share to its answer', whole, 'toAnswer');
    show('winning share to the next job', whole, 'toNextJob');
  }
  const order = { port: ports.solveBlocks, count: 300 };
  const announced = await load.ask<number[]>('announceCuts', order);
  row("node's New Cut to the new job", ...percentiles(announced));
  await miner.ask('stop');
  await load.ask('stopNode');
  await load.end();
  await relay.end();
  await miner.end();
}

async function startPair(): Promise<{
  readonly server: BenchProcess;
  readonly load: BenchProcess;
  readonly port: number;
}> {
  const server = new BenchProcess('server-process.ts', 0);
  const load = new BenchProcess('load-process.ts', 1);
  return { server, load, port: await server.ask<number>('startStratum', 0) };
}

function percentiles(values: readonly number[]): [string, string] {
  return [ms(percentile(values, 0.5)), ms(percentile(values, 0.99))];
}
