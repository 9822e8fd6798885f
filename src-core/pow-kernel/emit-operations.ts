import { operandsOf } from './kernel-expressions.ts';
import type { Expression, Operation } from './kernel-expressions.ts';
import type { FunctionCode, ValueType } from './wasm-assembler.ts';

/** Pushes the value of an expression on the WebAssembly stack. */
type Push = (expression: Expression) => void;

/** How the operations are computed for one group of nonces. */
export interface Group {
  readonly type: ValueType;
  /** Pushes a value that is not one of the operations. */
  readonly pushLeaf: Push;
  /** Pushes the result of an operation, given the way to push its operands. */
  readonly pushOperation: (operation: Operation, push: Push) => void;
}

/**
 * Emits operations for one or more groups side by side, each result into a local, and returns for
 * each group a function that pushes any of `results`. A local is reused as soon as its value is no
 * longer needed, so that there are few.
 * @param operations in the order in which they are to be computed
 * @param results what is still needed when all are computed
 */
export function emitOperations(
  code: FunctionCode,
  operations: readonly Operation[],
  results: readonly Expression[],
  groups: readonly Group[],
): Push[] {
  const lastUse = new Map<Expression, Operation>();
  for (const operation of operations) {
    for (const operand of operandsOf(operation)) lastUse.set(operand, operation);
  }
  for (const result of results) lastUse.delete(result);

  const emitters = groups.map((group) => new GroupEmitter(code, group, lastUse));
  for (const operation of operations) {
    for (const emitter of emitters) emitter.emit(operation);
  }
  return emitters.map(({ push }) => push);
}

class GroupEmitter {
  readonly #code: FunctionCode;
  readonly #group: Group;
  readonly #lastUse: ReadonlyMap<Expression, Operation>;
  readonly #locals = new Map<Expression, number>();
  readonly #free: number[] = [];

  constructor(code: FunctionCode, group: Group, lastUse: ReadonlyMap<Expression, Operation>) {
    this.#code = code;
    this.#group = group;
    this.#lastUse = lastUse;
  }

  readonly push: Push = (expression) => {
    const local = this.#locals.get(expression);
    if (local === undefined) this.#group.pushLeaf(expression);
    else this.#code.get(local);
  };

  emit(operation: Operation): void {
    this.#group.pushOperation(operation, this.push);
    for (const operand of new Set(operandsOf(operation))) {
      const local = this.#locals.get(operand);
      if (local === undefined || this.#lastUse.get(operand) !== operation) continue;
      this.#locals.delete(operand);
      this.#free.push(local);
    }
    const local = this.#free.pop() ?? this.#code.newLocal(this.#group.type);
    this.#code.set(local);
    this.#locals.set(operation, local);
  }
}
