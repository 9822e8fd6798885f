import { topWordOfHash } from '../../../pow-kernel/kernel-generator.ts';
import { operandsOf, operationsFor } from '../../../pow-kernel/kernel-expressions.ts';
import type { Expression, Operation } from '../../../pow-kernel/kernel-expressions.ts';
import type { NonceLayout } from '../../../pow-kernel/nonce-layout.ts';
import { rowFiller } from './row-table.ts';
import type { FillRow } from './row-table.ts';

/** Invocations of one workgroup; every WebGPU device takes as many. */
export const GROUP_SIZE = 256;
/** How many candidates of one dispatch have room; all are counted. */
export const LIST_LENGTH = 64;
/** Words of a row before its table: the varying word of its first nonce, and the target's top word. */
export const ROW_HEAD = 2;

/** A search of headers with one layout, as a compute shader. */
export interface WgslKernel {
  /** The shader; its entry point is `search`. */
  readonly code: string;
  /** Words of one row: {@link ROW_HEAD}, then what `fillTable` writes. */
  readonly rowWords: number;
  readonly fillTable: FillRow;
}

/**
 * The shader that tries one nonce per invocation: column x of row y. It lists (row, column) of each hash whose
 * highest word is at most the target's; the processor looks at the rest of the hash. Like the WebAssembly kernel
 * it is straight-line code, made by computing with expressions (`pow-kernel/kernel-expressions.ts`).
 */
export function generateWgsl(layout: NonceLayout): WgslKernel {
  const hash = topWordOfHash(layout);
  const operations = operationsFor(hash);
  const searched = operations.filter(({ varying }) => varying);
  const uniforms = [...new Set(searched.flatMap(operandsOf))].filter(
    ({ varying, kind }) => !varying && kind !== 'constant',
  );
  const rowWords = ROW_HEAD + uniforms.length;
  const names = new Map<Expression, string>();
  uniforms.forEach((uniform, index) => names.set(uniform, `rows[row + ${ROW_HEAD + index}u]`));
  searched.forEach((operation, index) => names.set(operation, `x${index}`));
  const nameOf = (expression: Expression): string => {
    if (expression.kind === 'constant') return `${expression.value}u`;
    return names.get(expression) ?? 'nonce';
  };
  const body = searched.map(
    (operation) => `  let ${nameOf(operation)} = ${text(operation, nameOf)};`,
  );
  const code = `
struct Hits {
  count: atomic<u32>,
  places: array<vec2u, ${LIST_LENGTH}>,
}
@group(0) @binding(0) var<storage, read> rows: array<u32>;
@group(0) @binding(1) var<storage, read_write> hits: Hits;

@compute @workgroup_size(${GROUP_SIZE})
fn search(@builtin(global_invocation_id) id: vec3u) {
  let row = id.y * ${rowWords}u;
  let nonce = rows[row] + (id.x << ${layout.shift}u);
${body.join('\n')}
  if (${nameOf(hash)} <= rows[row + 1u]) {
    let place = atomicAdd(&hits.count, 1u);
    if (place < ${LIST_LENGTH}u) {
      hits.places[place] = vec2u(id.y, id.x);
    }
  }
}
`;
  const folded = operations.filter(({ varying }) => !varying);
  return { code, rowWords, fillTable: rowFiller(folded, uniforms) };
}

function text(operation: Operation, nameOf: (expression: Expression) => string): string {
  if (operation.kind === 'rotate') {
    const of = nameOf(operation.of);
    return `(${of} >> ${operation.bits}u) | (${of} << ${32 - operation.bits}u)`;
  }
  const sign = operation.kind === 'add' ? '+' : '^';
  return `${nameOf(operation.left)} ${sign} ${nameOf(operation.right)}`;
}
