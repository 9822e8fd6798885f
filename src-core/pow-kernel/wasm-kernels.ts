import { BLOCK_WORDS, STATE_WORDS } from '../chainweb/blake2s.ts';
import { generateKernel, MEMORY } from './kernel-generator.ts';
import { lanesOf, SHAPES } from './kernel-dialect.ts';
import type { Kernel, KernelMaker, WasmKind } from './kernel.ts';
import { nonceLayout } from './nonce-layout.ts';
import { webAssembly } from './web-assembly.ts';

const SIMD_KINDS: readonly WasmKind[] = ['swizzle', 'relaxed', 'swizzle-pair', 'relaxed-pair'];

/** The SIMD kernels that this runtime can compile. */
export function wasmSimdKernels(): KernelMaker[] {
  const layout = nonceLayout(286);
  return SIMD_KINDS.filter((kind) => webAssembly.validate(generateKernel(layout, kind))).map(
    wasmKernel,
  );
}

/** A kernel in WebAssembly. Making one fails where the runtime does not know its instructions; all know `scalar`. */
export function wasmKernel(kind: WasmKind): KernelMaker {
  return { kind, make: (workBytes) => instantiate(kind, workBytes) };
}

function instantiate(kind: WasmKind, workBytes: number): Kernel {
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
