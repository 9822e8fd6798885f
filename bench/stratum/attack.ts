/**
 * How long a machine waits for its answers while others send the server as much as they can: with
 * the limits as they are, beside the same machine when it is quiet, in turns.
 */
import { loadavg } from 'node:os';
import type { AttackKind, AttackOrder, AttackReport } from './attack-process.ts';
import { BenchProcess } from './bench-process.ts';
import type { SteadyOrder } from './honest-process.ts';
import type { ServerUsage } from './server-process.ts';
import { median, ms, percentile, row, whole } from './figures.ts';

const TURNS = 3;
const CONNECTIONS = 50;
const STEADY = { shares: 500, everyMs: 4 } as const;
const KINDS: readonly AttackKind[] = ['64 KiB', '8 KiB', '4 KiB', '64 characters'];

interface Turn {
  readonly quiet: readonly number[];
  readonly attacked: readonly number[];
  /** Processor time of the server during the attack, of each second. */
  readonly busy: number;
  readonly report: AttackReport;
}

/** The server on one core, its attackers on the other, the machine where the system puts it. */
export async function measureAttack(): Promise<void> {
  for (const isSpread of [false, true]) {
    const from = isSpread ? 'each from its own address' : 'from one address';
    console.log(`\nA machine's shares while ${CONNECTIONS} connections ${from} send lines`);
    console.log(`whose ids are not ASCII, median of ${TURNS} turns`);
    row('', 'p50', 'p99', 'quiet p99', 'of quiet', 'worst', 'server busy', 'MiB taken', 'connects');
    for (const kind of KINDS) {
      const turns: Turn[] = [];
      for (let turn = 0; turn < TURNS; turn++) turns.push(await attack(kind, isSpread));
      const of = (figure: (turn: Turn) => number): number => median(turns.map(figure));
      row(
        `lines of ${kind}`,
        ms(of(({ attacked }) => percentile(attacked, 0.5))),
        ms(of(({ attacked }) => percentile(attacked, 0.99))),
        ms(of(({ quiet }) => percentile(quiet, 0.99))),
        of(({ attacked, quiet }) => percentile(attacked, 0.99) / percentile(quiet, 0.99)).toFixed(
          1,
        ),
        ms(of(({ attacked }) => percentile(attacked, 1))),
        `${(100 * of(({ busy }) => busy)).toFixed(0)} %`,
        whole(of(({ report }) => report.bytesSent / 2 ** 20)),
        whole(of(({ report }) => report.connectionsOpened)),
      );
    }
  }
  console.log(`load of the computer: ${loadavg()[0]?.toFixed(1) ?? '?'}`);
}

async function attack(kind: AttackKind, isSpread: boolean): Promise<Turn> {
  const server = new BenchProcess('server-process.ts', 0);
  const attackers = new BenchProcess('attack-process.ts', 1);
  const machine = new BenchProcess('honest-process.ts', null);
  const port = await server.ask<number>('startLimited');
  const steady: SteadyOrder = { port, ...STEADY };
  await machine.ask('steady', steady);
  const quiet = await machine.ask<number[]>('steady', steady);
  const order: AttackOrder = { port, kind, connections: CONNECTIONS, isSpread };
  const before = await server.ask<ServerUsage>('usage');
  const startMs = performance.now();
  await attackers.ask('start', order);
  const attacked = await machine.ask<number[]>('steady', steady);
  const elapsedMs = performance.now() - startMs;
  const report = await attackers.ask<AttackReport>('stop');
  const after = await server.ask<ServerUsage>('usage');
  for (const child of [attackers, machine, server]) await child.end();
  return { quiet, attacked, busy: (after.cpuMs - before.cpuMs) / elapsedMs, report };
}
