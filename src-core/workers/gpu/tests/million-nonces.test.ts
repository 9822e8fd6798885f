import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { HAS_SOFTWARE_GPU, softwareEnvironment } from './software-gpu.ts';

it.runIf(HAS_SOFTWARE_GPU)(
  'agrees with the processor on 1,000,000 nonces of random headers of all degrees',
  async () => {
    const program = fileURLToPath(new URL('compare-program.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', program],
      { env: softwareEnvironment() },
    );
    const result = JSON.parse(stdout) as {
      readonly nonces: number;
      readonly solutions: number;
      readonly differences: readonly string[];
      readonly listed: number;
    };
    expect(result.differences).toEqual([]);
    expect(result.nonces).toBeGreaterThan(1_000_000);
    // One in 2048: the comparison had something to compare.
    expect(result.solutions).toBeGreaterThan(400);
    // Where every nonce is a solution, the list is full, and all in it are good.
    expect(result.listed).toBe(64);
  },
  180_000,
);
