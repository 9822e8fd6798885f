/**
 * `npm run bench -- devices`: searches of a /24 in which nothing answers and of one that refuses every
 * connection, while a thread mines and while none does. Only loopback addresses are asked.
 */
import { availableParallelism, cpus } from 'node:os';
import { CGMINER_PORT, IBELINK_PORT } from '../src-core/devices/drivers/cgminer/ask-fields.ts';
import { measureSearch } from './devices/measured-search.ts';
import type { MeasuredSearch } from './devices/measured-search.ts';
import { openSilentNetwork } from './devices/silent-network.ts';
import { printCriterion } from './pow/criteria.ts';
import { startWholeProgram } from './pow/whole-program.ts';
import { ms, row } from './stratum/figures.ts';

/** A search of a silent /24 should end within this time, s. */
const LONGEST_S = 15;
/** What the event loop may be late by meanwhile, 99th percentile, ms. */
const DELAY_MS = 10;

const SILENT = networkOf('127.9.7');
const REFUSING = networkOf('127.9.8');

/** Prints a row for each search, and whether they are as quick and as gentle as they should be. */
export async function runDevicesBench(): Promise<void> {
  console.log(`Node ${process.version}, V8 ${process.versions.v8}`);
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`);
  if (process.platform !== 'linux') {
    console.log('Only Linux has loopback addresses that can be made silent: nothing is measured.');
    return;
  }
  console.log('\nSearch of the 254 addresses of a /24');
  row('', 'time', 'event loop p99');
  const idle = await searchBoth('');
  const miner = await startWholeProgram(1);
  await miner.warmUp();
  const mining = await searchBoth(', one thread mines');
  const alone = await miner.measure();
  row('no search, one thread mines', '', ms(alone.eventLoopP99Ms));
  await miner.stop();

  console.log('');
  const slowest = Math.max(idle.silent.seconds, mining.silent.seconds);
  printCriterion('search of a silent /24', slowest, LONGEST_S, 's');
  for (const [name, { eventLoopP99Ms }] of Object.entries(mining)) {
    const what = `event-loop p99 while a ${name} /24 is searched and one thread mines`;
    printCriterion(what, eventLoopP99Ms, DELAY_MS, 'ms');
  }
}

async function searchBoth(
  suffix: string,
): Promise<Readonly<Record<'silent' | 'refusing', MeasuredSearch>>> {
  const network = await openSilentNetwork({ hosts: SILENT, ports: [CGMINER_PORT, IBELINK_PORT] });
  const silent = await measureSearch(SILENT, network.webPort);
  row(`silent${suffix}`, `${silent.seconds.toFixed(2)} s`, ms(silent.eventLoopP99Ms));
  const refusing = await measureSearch(REFUSING, network.webPort);
  row(`refusing${suffix}`, `${refusing.seconds.toFixed(2)} s`, ms(refusing.eventLoopP99Ms));
  await network.close();
  return { silent, refusing };
}

function networkOf(start: string): readonly string[] {
  return Array.from({ length: 254 }, (_, index) => `${start}.${index + 1}`);
}
