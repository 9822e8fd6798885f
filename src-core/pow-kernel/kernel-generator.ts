import { BLOCK_BYTES, BLOCK_WORDS, STATE_WORDS } from '../chainweb/blake2s.ts';
import { emitOperations } from './emit-operations.ts';
import type { Group } from './emit-operations.ts';
import {
  compressExpressions,
  ExpressionBuilder,
  operandsOf,
  operationsFor,
} from './kernel-expressions.ts';
import type { Expression, Operation } from './kernel-expressions.ts';
import { lanesOf, SHAPES } from './kernel-dialect.ts';
import type { Dialect, KernelShape } from './kernel-dialect.ts';
import type { WasmKind } from './kernel.ts';
import type { NonceLayout } from './nonce-layout.ts';
import { assembleModule, FunctionCode, I32 } from './wasm-assembler.ts';

/** Where the caller writes the search's inputs, as byte offsets into the module's memory. */
export const MEMORY = {
  /** The chaining value before the last block: 8 words. */
  state: 0,
  /** The 16 words of the last block; the varying word is not read. */
  message: 32,
  /** The highest word of the target. */
  targetTop: 96,
  /** From here on the kernel stores what `prepare` computed. */
  table: 128,
} as const;

/**
 * The WebAssembly module that searches headers of one layout. It exports `memory` and
 * - `prepare()`: computes from the inputs in memory all that is the same for every nonce of a span.
 * - `scan(word, passes)`: searches, see `Kernel`.
 */
export function generateKernel(layout: NonceLayout, kind: WasmKind): Uint8Array {
  const shape = SHAPES[kind];
  const hash = topWordOfHash(layout);
  const operations = operationsFor(hash);
  const searched = operations.filter((operation) => operation.varying);
  const table = new UniformTable(shape.dialect, searched);
  const uniforms = operations.filter((operation) => !operation.varying);
  return assembleModule({
    prepare: generatePrepare(shape.dialect, uniforms, table),
    scan: generateScan(shape, searched, hash, table, layout.shift),
  });
}

/** Word 7 of the digest, the highest of the little-endian number that is compared to the target. */
export function topWordOfHash({ workBytes, word, lastBlock }: NonceLayout): Expression {
  const build = new ExpressionBuilder();
  const zero = build.constant(0);
  const lastBytes = workBytes - BLOCK_BYTES * lastBlock;
  const block = Array.from({ length: BLOCK_WORDS }, (_, index) => {
    if (index === word) return build.input('nonce', index);
    return index * 4 >= lastBytes ? zero : build.input('message', index);
  });
  const state = Array.from({ length: STATE_WORDS }, (_, index) => build.input('state', index));
  return compressExpressions(build, state, block, workBytes)[STATE_WORDS - 1]!;
}

/** Where each uniform operand of the search stands in memory, repeated for every lane. */
class UniformTable {
  readonly masks: readonly { readonly mask: Uint8Array; readonly offset: number }[];
  readonly targetTop: number;
  readonly offsets: ReadonlyMap<Expression, number>;

  constructor(dialect: Dialect, searched: readonly Operation[]) {
    let next: number = MEMORY.table;
    const place = (): number => (next += 4 * dialect.lanes) - 4 * dialect.lanes;
    this.masks = dialect.masks.map((mask) => ({ mask, offset: place() }));
    this.targetTop = place();
    const uniforms = new Set(searched.flatMap(operandsOf).filter((operand) => !operand.varying));
    this.offsets = new Map([...uniforms].map((operand) => [operand, place()]));
  }
}

function generatePrepare(
  dialect: Dialect,
  uniforms: readonly Operation[],
  table: UniformTable,
): FunctionCode {
  const code = new FunctionCode([], []);
  const [push] = emitOperations(
    code,
    uniforms,
    [...table.offsets.keys()],
    [
      {
        type: I32,
        pushLeaf: (leaf) => {
          if (leaf.kind === 'constant') code.i32Const(leaf.value);
          if (leaf.kind === 'input' && leaf.from !== 'nonce') {
            code.i32Const(0).memory('i32.load', MEMORY[leaf.from] + 4 * leaf.index);
          }
        },
        pushOperation: (operation, pushOperand) => {
          operandsOf(operation).forEach(pushOperand);
          if (operation.kind === 'rotate') code.i32Const(operation.bits).op('i32.rotr');
          else code.op(operation.kind === 'add' ? 'i32.add' : 'i32.xor');
        },
      },
    ],
  );
  const store = (offset: number, pushValue: () => void): void => {
    code.i32Const(0);
    pushValue();
    code.memory(dialect.store, offset);
  };
  for (const { mask, offset } of table.masks) store(offset, () => code.v128Const(mask));
  store(table.targetTop, () => {
    dialect.spread(code.i32Const(0).memory('i32.load', MEMORY.targetTop));
  });
  for (const [uniform, offset] of table.offsets) {
    store(offset, () => {
      push!(uniform);
      dialect.spread(code);
    });
  }
  return code;
}

function generateScan(
  shape: KernelShape,
  searched: readonly Operation[],
  hash: Expression,
  table: UniformTable,
  shift: number,
): FunctionCode {
  const { dialect } = shape;
  const word = 0;
  const passes = 1;
  const code = new FunctionCode([I32, I32], [I32]);
  const load = (offset: number): FunctionCode => code.i32Const(0).memory(dialect.load, offset);
  const maskLocals = table.masks.map(({ offset }) => {
    const local = code.newLocal(dialect.type);
    load(offset).set(local);
    return local;
  });
  const nonces = Array.from({ length: shape.groups }, (_, group) => {
    const nonce = code.newLocal(dialect.type);
    code.get(word).i32Const(group * dialect.lanes * 2 ** shift);
    dialect.spread(code.op('i32.add'));
    dialect.laneOffsets(code, 2 ** shift);
    code.op(dialect.add).set(nonce);
    return nonce;
  });
  // An operation that varies has at most one uniform operand: the first group loads it for all.
  const uniform = code.newLocal(dialect.type);
  const groups = nonces.map((nonce, group): Group => ({
    type: dialect.type,
    pushLeaf: (leaf) => {
      const offset = table.offsets.get(leaf);
      if (offset === undefined) code.get(nonce);
      else if (group === 0) load(offset).tee(uniform);
      else code.get(uniform);
    },
    pushOperation: (operation, pushOperand) => {
      if (operation.kind === 'rotate') {
        dialect.rotate(code, () => pushOperand(operation.of), operation.bits, maskLocals);
      } else {
        operandsOf(operation).forEach(pushOperand);
        code.op(dialect[operation.kind]);
      }
    },
  }));

  code.loop(() => {
    emitOperations(code, searched, [hash], groups).forEach((push, group) => {
      push(hash);
      load(table.targetTop).op(dialect.lessOrEqual);
      if (group > 0) code.op(dialect.or);
    });
    dialect.anyLane(code);
    code.when(() => code.get(passes).return());
    for (const nonce of nonces) {
      dialect.spread(code.get(nonce).i32Const(2 ** shift * lanesOf(shape)));
      code.op(dialect.add).set(nonce);
    }
    code.get(passes).i32Const(1).op('i32.sub').set(passes);
    code.get(passes).repeatIf();
  });
  return code.i32Const(0);
}
