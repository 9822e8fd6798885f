import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNonceSearch } from '../../src-core/pow-kernel/nonce-search.ts';
import { wasmKernel } from '../../src-core/pow-kernel/wasm-kernels.ts';
import {
  BLOCK_BYTES,
  compressBlocks,
  initialState,
  toBlocks,
} from '../../src-core/chainweb/blake2s.ts';
import type { Contender, Sample } from './contender.ts';
import { WORK_BYTES } from './kernel-contenders.ts';

interface Variant {
  readonly name: string;
  readonly flags: readonly string[];
  /** What `/proc/cpuinfo` calls the instructions it needs. */
  readonly cpuFlag: string;
}

const VARIANTS: readonly Variant[] = [
  { name: 'C, SSE4.1', flags: ['-DVECTOR_BYTES=16', '-msse4.1'], cpuFlag: 'sse4_1' },
  { name: 'C, AVX2', flags: ['-DVECTOR_BYTES=32', '-mavx2'], cpuFlag: 'avx2' },
  {
    name: 'C, AVX-512',
    flags: ['-DVECTOR_BYTES=64', '-DGROUPS=2', '-mavx512f'],
    cpuFlag: 'avx512f',
  },
];

/** One in 256 nonces of the span that is compared solves it. */
const EASY_TARGET_TOP = 0x00ff_ffff;
const SPAN = 1 << 16;

/** The C programs that can be made and run here, and a line for each that cannot. */
interface CReferences {
  /** The one with the widest vectors last. */
  readonly contenders: readonly Contender[];
  readonly missing: readonly string[];
  readonly cleanUp: () => Promise<void>;
}

/** Compiles the C search in all variants; needs a C compiler called `cc` and Linux on x86. */
export async function compileCReferences(source: string): Promise<CReferences> {
  const folder = await mkdtemp(join(tmpdir(), 'pow-bench-'));
  const contenders: Contender[] = [];
  const missing: string[] = [];
  const check = checkByKernel();
  const cpuFlags = process.platform === 'linux' ? readFileSync('/proc/cpuinfo', 'utf8') : '';
  for (const { name, flags, cpuFlag } of VARIANTS) {
    const program = join(folder, cpuFlag);
    if (!new RegExp(`^flags.*\\b${cpuFlag}\\b`, 'm').test(cpuFlags)) {
      missing.push(`${name}: this machine has no ${cpuFlag}`);
      continue;
    }
    const compiler = spawnSync('cc', ['-O3', ...flags, '-o', program, source], {
      encoding: 'utf8',
    });
    if (compiler.status === 0) contenders.push({ name, sample: (ms) => run(program, ms, check) });
    else missing.push(`${name}: ${compiler.error?.message ?? compiler.stderr}`);
  }
  return { contenders, missing, cleanUp: () => rm(folder, { recursive: true }) };
}

/** Runs a program and makes sure that it finds what the kernel finds. */
async function run(program: string, durationMs: number, check: Check): Promise<Sample> {
  const output = await outputOf(program, [...check.input, Math.round(durationMs)].join(' '));
  const [count, sum, hashes, wallSeconds, cpuSeconds] = output.trim().split(' ').map(Number);
  if (count !== check.count || sum !== check.sum) {
    throw new Error(`${program} found ${count} solutions, the kernel ${check.count}`);
  }
  return { hashes: hashes!, wallMs: wallSeconds! * 1000, cpuMs: cpuSeconds! * 1000 };
}

/** What a program searches first, and the number and sum of the nonces that it has to find. */
interface Check {
  readonly input: readonly number[];
  readonly count: number;
  readonly sum: number;
}

function checkByKernel(): Check {
  const work = new Uint8Array(WORK_BYTES).fill(7);
  new DataView(work.buffer).setBigUint64(WORK_BYTES - 8, 0n, true);
  const split = Math.floor((WORK_BYTES - 1) / BLOCK_BYTES) * BLOCK_BYTES;
  const state = initialState();
  compressBlocks(state, toBlocks(work.subarray(0, split)), 0, WORK_BYTES);
  const message = new Uint32Array(toBlocks(work.subarray(split)).buffer);
  const search = createNonceSearch(wasmKernel('scalar'));
  search.load(work, (BigInt(EASY_TARGET_TOP + 1) << 224n) - 1n);
  let count = 0;
  let sum = 0;
  for (let tried = 0; tried < SPAN;) {
    const result = search.search(BigInt(tried), SPAN - tried);
    tried += result.tried;
    if (result.nonce === null) continue;
    count++;
    sum += Number(result.nonce);
  }
  return { input: [...state, ...message, EASY_TARGET_TOP], count, sum };
}

function outputOf(program: string, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} exited with code ${code}`));
    });
    child.stdin.end(input);
  });
}
