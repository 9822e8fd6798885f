import type { runPowBench } from './pow.ts';

/** `npm run bench -- <name>`: runs one of the benchmarks of this folder. */
const BENCHMARKS: Readonly<Record<string, () => Promise<typeof runPowBench>>> = {
  gpu: async () => (await import('./gpu.ts')).runGpuBench,
  pow: async () => (await import('./pow.ts')).runPowBench,
  devices: async () => (await import('./devices.ts')).runDevicesBench,
  history: async () => (await import('./history.ts')).runHistoryBench,
  stratum: async () => (await import('./stratum.ts')).runStratumBench,
  workers: async () => (await import('./workers.ts')).runWorkersBench,
};

const [name = '', ...args] = process.argv.slice(2);
const load = BENCHMARKS[name];
if (load === undefined) {
  const names = Object.keys(BENCHMARKS).join(', ');
  console.error(`Usage: npm run bench -- <name>, where <name> is one of: ${names}`);
  process.exitCode = 2;
} else {
  const run = await load();
  await run(args);
}
