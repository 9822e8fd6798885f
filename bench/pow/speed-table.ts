import { median, megaHashes, megaHashesPerCpuSecond } from './contender.ts';
import type { Contender, Sample } from './contender.ts';

const ROUNDS = 15;
const SAMPLE_MS = 150;

/** Lets all hash in turns and prints how fast each is. Returns them, the fastest by CPU time first. */
export async function compareSpeeds(
  title: string,
  all: readonly Contender[],
): Promise<readonly Contender[]> {
  console.log(`\n${title}, median of ${ROUNDS} turns of ${SAMPLE_MS} ms`);
  row('', 'MH/s', 'per CPU second', 'lowest–highest');
  const speeds = new Map<Contender, number>();
  for (const [contender, samples] of await sampleInTurns(all)) {
    const rates = samples.map(megaHashesPerCpuSecond);
    speeds.set(contender, median(rates));
    row(
      contender.name,
      median(samples.map(megaHashes)).toFixed(2),
      median(rates).toFixed(2),
      `${Math.min(...rates).toFixed(2)}–${Math.max(...rates).toFixed(2)}`,
    );
  }
  return [...all].sort((a, b) => speeds.get(b)! - speeds.get(a)!);
}

async function sampleInTurns(all: readonly Contender[]): Promise<Map<Contender, Sample[]>> {
  const samples = new Map<Contender, Sample[]>(all.map((contender) => [contender, []]));
  for (const contender of all) await contender.sample(2 * SAMPLE_MS); // compilers warm up
  for (let round = 0; round < ROUNDS; round++) {
    for (const [contender, list] of samples) list.push(await contender.sample(SAMPLE_MS));
  }
  return samples;
}

/** One line of a table of figures. */
export function row(first: string, ...rest: readonly string[]): void {
  console.log(`${first.padEnd(44)}${rest.map((cell) => cell.padStart(17)).join('')}`);
}
