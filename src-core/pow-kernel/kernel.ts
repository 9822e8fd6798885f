import { BLOCK_WORDS, STATE_WORDS } from '../chainweb/blake2s.ts';
import { generateKernel, MEMORY } from './kernel-generator.ts';
import { lanesOf, SHAPES } from './kernel-dialect.ts';
import type { KernelKind } from './kernel-dialect.ts';
import { nonceLayout } from './nonce-layout.ts';
import type { NonceLayout } from './nonce-layout.ts';
import { webAssembly } from './web-assembly.ts';

/** A kernel ready to run: compiled for one way to compute and one layout of headers. */
export interface Kernel {
  readonly layout: NonceLayout;
  readonly lanes: number;
  /** Views on its inputs; see {@link MEMORY}. */
  readonly state: Uint32Array;
  readonly message: Uint32Array;
  readonly targetTop: Uint32Array;
  readonly prepare: () => void;
  readonly scan: (word: number, passes: number) => number;
}

/** Whether the runtime can compile this kind of kernel. */
export function canRun(kind: KernelKind): boolean {
  return webAssembly.validate(generateKernel(nonceLayout(286), kind));
}

/**
 * Generates and compiles a kernel for headers of `workBytes` bytes (some milliseconds).
 * @throws WebAssembly.CompileError where {@link canRun} is false
 */
export function instantiateKernel(kind: KernelKind, workBytes: number): Kernel {
  const layout = nonceLayout(workBytes);
  const module = new webAssembly.Module(generateKernel(layout, kind));
  const { exports } = new webAssembly.Instance(module);
  const { memory, prepare, scan } = exports as unknown as {
    readonly memory: { readonly buffer: ArrayBuffer };
    readonly prepare: () => void;
    readonly scan: (word: number, passes: number) => number;
  };
  return {
    layout,
    lanes: lanesOf(SHAPES[kind]),
    state: new Uint32Array(memory.buffer, MEMORY.state, STATE_WORDS),
    message: new Uint32Array(memory.buffer, MEMORY.message, BLOCK_WORDS),
    targetTop: new Uint32Array(memory.buffer, MEMORY.targetTop, 1),
    prepare,
    scan,
  };
}
