import type { Expression, Operation } from '../../../pow-kernel/kernel-expressions.ts';

/** What the values of a row are computed from. */
interface RowInputs {
  /** The chaining value before the last block: 8 words. */
  readonly state: Uint32Array;
  /** The 16 words of the last block. */
  readonly message: Int32Array;
}

/**
 * Computes on the processor what is the same for every nonce of a row, and writes the wanted values to
 * `into` from `at` on.
 */
export type FillRow = (inputs: RowInputs, into: Uint32Array, at: number) => void;

type Step = (values: Uint32Array, inputs: RowInputs) => void;

/**
 * @param operations all uniform operations, in the order in which they are to be computed
 * @param wanted uniform expressions, in the order of their places in the row
 */
export function rowFiller(
  operations: readonly Operation[],
  wanted: readonly Expression[],
): FillRow {
  const places = new Map<Expression, number>();
  const steps: Step[] = [];
  const placeOf = (expression: Expression): number => {
    const known = places.get(expression);
    if (known !== undefined) return known;
    const place = places.size;
    places.set(expression, place);
    steps.push(stepFor(expression, place, placeOf));
    return place;
  };
  operations.forEach(placeOf);
  const results = wanted.map(placeOf);
  const values = new Uint32Array(places.size);
  return (inputs, into, at) => {
    for (const step of steps) step(values, inputs);
    results.forEach((place, index) => {
      into[at + index] = values[place]!;
    });
  };
}

function stepFor(
  expression: Expression,
  place: number,
  placeOf: (operand: Expression) => number,
): Step {
  switch (expression.kind) {
    case 'constant':
      return (values) => void (values[place] = expression.value);
    case 'input': {
      const { from, index } = expression;
      if (from === 'nonce') throw new Error('the nonce is not the same for a whole row');
      return (values, inputs) => void (values[place] = inputs[from][index]!);
    }
    case 'rotate': {
      const of = placeOf(expression.of);
      const { bits } = expression;
      return (values) => {
        values[place] = (values[of]! >>> bits) | (values[of]! << (32 - bits));
      };
    }
    case 'add':
    case 'xor': {
      const left = placeOf(expression.left);
      const right = placeOf(expression.right);
      return expression.kind === 'add'
        ? (values) => void (values[place] = values[left]! + values[right]!)
        : (values) => void (values[place] = values[left]! ^ values[right]!);
    }
  }
}
