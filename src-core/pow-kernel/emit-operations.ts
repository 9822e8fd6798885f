import { operandsOf } from './kernel-expressions.ts';
import type { Expression, Operation } from './kernel-expressions.ts';
import type { FunctionCode, ValueType } from './wasm-assembler.ts';

/** Pushes the value of an expression on the WebAssembly stack. */
export type Push = (expression: Expression) => void;

/** Operations to be put into a function, and how. */
export interface Emission {
  readonly code: FunctionCode;
  readonly type: ValueType;
  /** In the order in which they are to be computed. */
  readonly operations: readonly Operation[];
  /** What is still needed when all are computed. */
  readonly results: readonly Expression[];
  /** Pushes a value that is not one of `operations`. */
  readonly pushLeaf: Push;
  /** Pushes the result of an operation, given the way to push its operands. */
  readonly pushOperation: (operation: Operation, push: Push) => void;
}

/**
 * Emits the operations, each result into a local, and gives the way to push any of `results`.
 * A local is used again as soon as nothing needs its value any more, so that there are few.
 */
export function emitOperations(emission: Emission): Push {
  const { code, type, operations, results, pushLeaf, pushOperation } = emission;
  const lastUse = new Map<Expression, Operation>();
  for (const operation of operations) {
    for (const operand of operandsOf(operation)) lastUse.set(operand, operation);
  }
  for (const result of results) lastUse.delete(result);

  const locals = new Map<Expression, number>();
  const free: number[] = [];
  const push: Push = (expression) => {
    const local = locals.get(expression);
    if (local === undefined) pushLeaf(expression);
    else code.get(local);
  };
  for (const operation of operations) {
    pushOperation(operation, push);
    for (const operand of new Set(operandsOf(operation))) {
      const local = locals.get(operand);
      if (local === undefined || lastUse.get(operand) !== operation) continue;
      locals.delete(operand);
      free.push(local);
    }
    const local = free.pop() ?? code.newLocal(type);
    code.set(local);
    locals.set(operation, local);
  }
  return push;
}
