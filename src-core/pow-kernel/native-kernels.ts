import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BLOCK_WORDS, STATE_WORDS } from '../chainweb/blake2s.ts';
import { codeOf, reasonOf } from '../system/thrown-reason.ts';
import type { Kernel, KernelMaker, NativeKind } from './kernel.ts';
import { nonceLayout } from './nonce-layout.ts';
import { solvesAsItShould } from './prove-kernel.ts';

const NATIVE_KINDS: readonly NativeKind[] = ['avx2', 'avx512', 'neon'];

/** What of the native module can be used. */
interface NativeKernels {
  /** Those that this processor runs and that have solved what they should. */
  readonly makers: readonly KernelMaker[];
  /** Why a module that is there is not used, or not all of it; null also where none is there. */
  readonly fault: string | null;
}

/**
 * Where `scripts/build-native.mjs` writes the module: as far above this file as above the one that it
 * is bundled into. Beside it, with `.sha256` at its end, stands the SHA-256 of its bytes.
 */
export function nativeModuleFile(): string {
  // Not a literal inside `new URL`: a bundler would take the file for an asset.
  const file = `../../.native/nonce-search-${process.platform}-${process.arch}.node`;
  return fileURLToPath(new URL(file, import.meta.url));
}

/**
 * Loads the native module, and tries all of its kernels on work with known solutions (some
 * milliseconds). Loading a damaged library can end the process, so its bytes are compared to what
 * was built before. Which kernels the processor can run, the module asks it.
 */
export function nativeKernels(file: string = nativeModuleFile()): NativeKernels {
  try {
    const module = readModule(file);
    if (module === null) return { makers: [], fault: null };
    const found = NATIVE_KINDS.flatMap((kind) => kernelIn(module, kind) ?? []);
    const makers = found.filter(solvesAsItShould);
    const wrong = found.filter((maker) => !makers.includes(maker)).map(({ kind }) => kind);
    return { makers, fault: wrong.length > 0 ? `wrong results of ${wrong.join(', ')}` : null };
  } catch (error) {
    return { makers: [], fault: reasonOf(error) };
  }
}

/** The exports of the module, null where it is missing. */
function readModule(file: string): object | null {
  const bytes = bytesOf(file);
  if (bytes === null) return null;
  const built = bytesOf(`${file}.sha256`)?.toString('latin1').trim();
  if (built !== createHash('sha256').update(bytes).digest('hex')) {
    throw new Error('the file is not as it was built');
  }
  const module: { readonly exports: object } = { exports: {} };
  try {
    // A library in an application's archive lies beside it.
    process.dlopen(module, file.replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked'));
  } catch (error) {
    throw new Error(`the system cannot load it (${reasonOf(error)})`, { cause: error });
  }
  const kinds: readonly string[] = NATIVE_KINDS;
  if (!Object.keys(module.exports).every((name) => kinds.includes(name))) {
    throw new Error('the file is another module');
  }
  return module.exports;
}

function bytesOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A kernel as the module exports it: see `native/kernel.h`. */
interface NativeKernel {
  readonly lanes: number;
  readonly scan: (inputs: Uint32Array, first: number, passes: number) => number;
}

function kernelIn(module: object, kind: NativeKind): KernelMaker | null {
  const native = (module as Partial<Record<NativeKind, NativeKernel>>)[kind];
  if (native === undefined) return null;
  return { kind, make: (workBytes) => kernelFor(native, workBytes) };
}

function kernelFor(native: NativeKernel, workBytes: number): Kernel {
  const layout = nonceLayout(workBytes);
  const { word, shift } = layout;
  // `struct inputs` of native/kernel.h.
  const inputs = new Uint32Array(STATE_WORDS + BLOCK_WORDS + 4);
  const targetTop = STATE_WORDS + BLOCK_WORDS;
  inputs.set([workBytes, word, shift], targetTop + 1);
  return {
    layout,
    lanes: native.lanes,
    state: inputs.subarray(0, STATE_WORDS),
    message: inputs.subarray(STATE_WORDS, targetTop),
    targetTop: inputs.subarray(targetTop, targetTop + 1),
    prepare: () => {},
    scan: (first, passes) => native.scan(inputs, first >>> 0, passes),
  };
}
