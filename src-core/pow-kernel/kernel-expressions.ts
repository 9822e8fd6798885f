import { BLOCK_WORDS, IV, SIGMA, STATE_WORDS } from '../chainweb/blake2s.ts';

/**
 * A 32-bit value of the search, known only as far as the header's length determines it. `uniform` values
 * are the same for every nonce of a span and are computed once; `varying` ones depend on the
 * nonce's low bits and cost time on every hash. Operands always have a lower `id` than the
 * operations made of them.
 */
export type Expression = Constant | Input | Operation;

interface Constant {
  readonly kind: 'constant';
  readonly id: number;
  readonly varying: false;
  readonly value: number;
}
/** A word given from outside: of the chaining value, of a message block, or the nonce's word. */
interface Input {
  readonly kind: 'input';
  readonly id: number;
  readonly varying: boolean;
  readonly from: 'state' | 'message' | 'nonce';
  readonly index: number;
}
export type Operation = Add | Xor | Rotate;
interface Add {
  readonly kind: 'add';
  readonly id: number;
  readonly varying: boolean;
  readonly left: Expression;
  readonly right: Expression;
}
interface Xor {
  readonly kind: 'xor';
  readonly id: number;
  readonly varying: boolean;
  readonly left: Expression;
  readonly right: Expression;
}
interface Rotate {
  readonly kind: 'rotate';
  readonly id: number;
  readonly varying: boolean;
  readonly of: Expression;
  /** To the right: 16, 12, 8 or 7 bits. */
  readonly bits: number;
}

/** Makes expressions, computing at once whatever is known now. */
export class ExpressionBuilder {
  #count = 0;

  /** A number known when the kernel is generated, modulo 2^32. */
  constant(value: number): Expression {
    return { kind: 'constant', id: this.#count++, varying: false, value: value >>> 0 };
  }

  /** A word of 32 bits that the kernel reads; one of the nonce differs between lanes. */
  input(from: Input['from'], index: number): Expression {
    return { kind: 'input', id: this.#count++, varying: from === 'nonce', from, index };
  }

  /** The sum modulo 2^32, computed here where both are constants. */
  add(left: Expression, right: Expression): Expression {
    if (left.kind === 'constant' && right.kind === 'constant') {
      return this.constant(left.value + right.value);
    }
    if (isZero(left)) return right;
    if (isZero(right)) return left;
    const varying = left.varying || right.varying;
    return { kind: 'add', id: this.#count++, varying, left, right };
  }

  /**
   * a + b + message with as little as possible left for every nonce: uniform terms are added
   * first. Otherwise the message goes to `a`, which is ready long before `b`.
   */
  addThree(a: Expression, b: Expression, message: Expression): Expression {
    if (!a.varying && !b.varying) return this.add(this.add(a, b), message);
    if (!b.varying && !message.varying) return this.add(a, this.add(b, message));
    return this.add(this.add(a, message), b);
  }

  /** The exclusive or, computed here where both are constants. */
  xor(left: Expression, right: Expression): Expression {
    if (left.kind === 'constant' && right.kind === 'constant') {
      return this.constant(left.value ^ right.value);
    }
    if (isZero(left)) return right;
    if (isZero(right)) return left;
    const varying = left.varying || right.varying;
    return { kind: 'xor', id: this.#count++, varying, left, right };
  }

  /** Rotated right by `bits`, 1 to 31, as BLAKE2s (RFC 7693) rotates its words. */
  rotate(of: Expression, bits: number): Expression {
    if (of.kind === 'constant') {
      return this.constant((of.value >>> bits) | (of.value << (32 - bits)));
    }
    return { kind: 'rotate', id: this.#count++, varying: of.varying, of, bits };
  }
}

function isZero(expression: Expression): boolean {
  return expression.kind === 'constant' && expression.value === 0;
}

/** The four state words of each mixing function: first down the columns, then the diagonals. */
const COLUMNS = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
] as const;
const DIAGONALS = [
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

/** BLAKE2s' compression of a message's last block, on expressions instead of numbers. See `blake2s.ts`. */
export function compressExpressions(
  build: ExpressionBuilder,
  state: readonly Expression[],
  block: readonly Expression[],
  messageBytes: number,
): Expression[] {
  if (state.length !== STATE_WORDS || block.length !== BLOCK_WORDS) {
    throw new RangeError('compression takes 8 state words and 16 message words');
  }
  const v = [...state, ...IV.map((word) => build.constant(word))];
  v[12] = build.xor(v[12]!, build.constant(messageBytes));
  v[14] = build.xor(v[14]!, build.constant(0xffffffff));
  for (const order of SIGMA) {
    const message = order.map((index) => block[index]!);
    mixFour(build, v, COLUMNS, message.slice(0, 8));
    mixFour(build, v, DIAGONALS, message.slice(8));
  }
  return state.map((word, i) => build.xor(word, build.xor(v[i]!, v[i + STATE_WORDS]!)));
}

/**
 * Four independent mixing functions, step by step side by side: the processor finds four
 * operations next to each other that need not wait for one another.
 */
function mixFour(
  build: ExpressionBuilder,
  v: Expression[],
  places: readonly (readonly [number, number, number, number])[],
  message: readonly Expression[],
): void {
  const turns = [
    { half: 0, dBits: 16, bBits: 12 },
    { half: 1, dBits: 8, bBits: 7 },
  ];
  for (const { half, dBits, bBits } of turns) {
    places.forEach(([a, b], i) => {
      v[a] = build.addThree(v[a]!, v[b]!, message[2 * i + half]!);
    });
    for (const [a, , , d] of places) v[d] = build.rotate(build.xor(v[d]!, v[a]!), dBits);
    for (const [, , c, d] of places) v[c] = build.add(v[c]!, v[d]!);
    for (const [, b, c] of places) v[b] = build.rotate(build.xor(v[b]!, v[c]!), bBits);
  }
}

/** What an operation is made of. */
export function operandsOf(operation: Operation): readonly Expression[] {
  return operation.kind === 'rotate' ? [operation.of] : [operation.left, operation.right];
}

/** Whether the value has to be computed, in contrast to inputs and constants. */
function isOperation(expression: Expression): expression is Operation {
  return expression.kind !== 'constant' && expression.kind !== 'input';
}

/** All operations that `result` needs, in the order in which they were made. */
export function operationsFor(result: Expression): Operation[] {
  const found = new Set<Operation>();
  const open: Expression[] = [result];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!isOperation(next) || found.has(next)) continue;
    found.add(next);
    open.push(...operandsOf(next));
  }
  return [...found].sort((a, b) => a.id - b.id);
}
