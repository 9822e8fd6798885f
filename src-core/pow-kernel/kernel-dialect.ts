import type { WasmKind } from './kernel.ts';
import { I32, V128 } from './wasm-assembler.ts';
import type { FunctionCode, ValueType } from './wasm-assembler.ts';

/** What a kernel does in one pass. */
export interface KernelShape {
  readonly dialect: Dialect;
  /** Values of the dialect computed side by side, each for nonces of its own. */
  readonly groups: 1 | 2;
}

/**
 * How one kind of kernel holds 32-bit values in WebAssembly: one per value, or four side by side.
 */
export interface Dialect {
  /** Hashes computed together. */
  readonly lanes: 1 | 4;
  readonly type: ValueType;
  readonly load: 'i32.load' | 'v128.load';
  readonly store: 'i32.store' | 'v128.store';
  readonly add: 'i32.add' | 'i32x4.add';
  readonly xor: 'i32.xor' | 'v128.xor';
  readonly or: 'i32.or' | 'v128.or';
  readonly lessOrEqual: 'i32.le_u' | 'i32x4.le_u';
  /** Pushes the value that holds i · `step` in lane i. */
  readonly laneOffsets: (code: FunctionCode, step: number) => void;
  /** Turns the i32 on the stack into this dialect's value with it in every lane. */
  readonly spread: (code: FunctionCode) => void;
  /** Turns the result of `lessOrEqual` into an i32 that is not 0 if it holds in any lane. */
  readonly anyLane: (code: FunctionCode) => void;
  /** Constants to be put into memory before the search, and how to rotate by means of them. */
  readonly masks: readonly Uint8Array[];
  readonly rotate: (
    code: FunctionCode,
    pushWord: () => void,
    bits: number,
    maskLocals: readonly number[],
  ) => void;
}

/** Byte shuffles that rotate four 32-bit words right by 16 and by 8 bits. */
const ROTATE_16 = Uint8Array.of(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
const ROTATE_8 = Uint8Array.of(1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12);

function rotateByShifts(code: FunctionCode, pushWord: () => void, bits: number): void {
  pushWord();
  code.i32Const(32 - bits).op('i32x4.shl');
  pushWord();
  code.i32Const(bits).op('i32x4.shr_u').op('v128.or');
}

const fourLanes = {
  lanes: 4,
  type: V128,
  load: 'v128.load',
  store: 'v128.store',
  add: 'i32x4.add',
  xor: 'v128.xor',
  or: 'v128.or',
  lessOrEqual: 'i32x4.le_u',
  laneOffsets: (code: FunctionCode, step: number) => {
    const lanes = Uint32Array.from([0, 1, 2, 3], (lane) => lane * step);
    code.v128Const(new Uint8Array(lanes.buffer));
  },
  spread: (code: FunctionCode) => code.op('i32x4.splat'),
  anyLane: (code: FunctionCode) => code.op('v128.any_true'),
} as const;

const DIALECTS = {
  /** V8 up to about 12 turns a swizzle by a constant into one instruction. */
  swizzle: {
    ...fourLanes,
    masks: [],
    rotate: (code, pushWord, bits) => {
      if (bits !== 16 && bits !== 8) return rotateByShifts(code, pushWord, bits);
      pushWord();
      code.v128Const(bits === 16 ? ROTATE_16 : ROTATE_8).op('i8x16.swizzle');
    },
  },
  /** Newer V8 rebuilds such a constant at each use; it keeps one that came from memory. */
  relaxed: {
    ...fourLanes,
    masks: [ROTATE_16, ROTATE_8],
    rotate: (code, pushWord, bits, [mask16, mask8]) => {
      if (bits !== 16 && bits !== 8) return rotateByShifts(code, pushWord, bits);
      pushWord();
      code.get(bits === 16 ? mask16! : mask8!).op('i8x16.relaxed_swizzle');
    },
  },
  /** Where SIMD is missing. */
  scalar: {
    lanes: 1,
    type: I32,
    load: 'i32.load',
    store: 'i32.store',
    add: 'i32.add',
    xor: 'i32.xor',
    or: 'i32.or',
    lessOrEqual: 'i32.le_u',
    laneOffsets: (code) => code.i32Const(0),
    spread: () => {},
    anyLane: () => {},
    masks: [],
    rotate: (code, pushWord, bits) => {
      pushWord();
      code.i32Const(bits).op('i32.rotr');
    },
  },
} as const satisfies Readonly<Record<string, Dialect>>;

/**
 * The shape of each kind. Two groups side by side fill the waits of one with the work of the other,
 * at the price of values that no longer fit into registers. It pays where vector instructions take
 * two cycles (Zen 5: 1.45 times the speed), and loses where they take one, or where another thread
 * shares the core.
 */
export const SHAPES: Readonly<Record<WasmKind, KernelShape>> = {
  swizzle: { dialect: DIALECTS.swizzle, groups: 1 },
  relaxed: { dialect: DIALECTS.relaxed, groups: 1 },
  'swizzle-pair': { dialect: DIALECTS.swizzle, groups: 2 },
  'relaxed-pair': { dialect: DIALECTS.relaxed, groups: 2 },
  scalar: { dialect: DIALECTS.scalar, groups: 1 },
};

/** Nonces tried in one pass. */
export function lanesOf({ dialect, groups }: KernelShape): number {
  return dialect.lanes * groups;
}
