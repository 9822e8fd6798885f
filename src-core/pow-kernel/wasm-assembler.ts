/**
 * Just enough of a WebAssembly assembler for the kernels: functions without imports, one page of
 * memory, the few instructions needed. Names and numbers are those of the WebAssembly core
 * specification, its SIMD and its relaxed SIMD chapters.
 */

export const I32 = 0x7f;
export const V128 = 0x7b;
export type ValueType = typeof I32 | typeof V128;

/** Opcodes; SIMD ones (prefix 0xfd) are given by their number after the prefix. */
const OPCODE = {
  'i32.load': [0x28],
  'i32.store': [0x36],
  'i32.le_u': [0x4d],
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'i32.or': [0x72],
  'i32.xor': [0x73],
  'i32.rotr': [0x78],
  'v128.load': [0xfd, 0x00],
  'v128.store': [0xfd, 0x0b],
  'i8x16.swizzle': [0xfd, 0x0e],
  'i32x4.splat': [0xfd, 0x11],
  'i32x4.le_u': [0xfd, 0x3e],
  'v128.or': [0xfd, 0x50],
  'v128.xor': [0xfd, 0x51],
  'v128.any_true': [0xfd, 0x53],
  'i32x4.shl': [0xfd, 0xab, 0x01],
  'i32x4.shr_u': [0xfd, 0xad, 0x01],
  'i32x4.add': [0xfd, 0xae, 0x01],
  'i8x16.relaxed_swizzle': [0xfd, 0x80, 0x02],
} as const;
type Opcode = keyof typeof OPCODE;
type MemoryOpcode = 'i32.load' | 'i32.store' | 'v128.load' | 'v128.store';

/** The body of one function under construction. Parameters are its first locals. */
export class FunctionCode {
  readonly #code: number[] = [];
  readonly #locals: ValueType[] = [];
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];

  constructor(parameters: readonly ValueType[], results: readonly ValueType[]) {
    this.parameters = parameters;
    this.results = results;
  }

  /** Declares a local and gives its index. */
  newLocal(type: ValueType): number {
    return this.parameters.length + this.#locals.push(type) - 1;
  }

  /** Pushes a local. */
  get(local: number): this {
    return this.#emit(0x20, ...unsigned(local));
  }

  /** Pops into a local. */
  set(local: number): this {
    return this.#emit(0x21, ...unsigned(local));
  }

  /** Sets a local and leaves the value on the stack. */
  tee(local: number): this {
    return this.#emit(0x22, ...unsigned(local));
  }

  /** Pushes an i32; of a larger number its low 32 bits. */
  i32Const(value: number): this {
    return this.#emit(0x41, ...signed(value | 0));
  }

  /**
   * Pushes a vector.
   * @throws RangeError unless it has 16 bytes
   */
  v128Const(bytes: Uint8Array): this {
    if (bytes.length !== 16) throw new RangeError('a v128 has 16 bytes');
    return this.#emit(0xfd, 0x0c, ...bytes);
  }

  /** An instruction without immediates. */
  op(opcode: Exclude<Opcode, MemoryOpcode>): this {
    return this.#emit(...OPCODE[opcode]);
  }

  /** A load or store at (address on the stack) + offset. */
  memory(opcode: MemoryOpcode, offset: number): this {
    const alignment = opcode.startsWith('v128') ? 4 : 2;
    return this.#emit(...OPCODE[opcode], alignment, ...unsigned(offset));
  }

  /** A loop without result; `repeatIf` inside it jumps back to its start. */
  loop(body: () => void): this {
    this.#emit(0x03, 0x40);
    body();
    return this.#emit(0x0b);
  }

  /** Back to the start of the innermost loop if the i32 on the stack is not 0. */
  repeatIf(): this {
    return this.#emit(0x0d, 0);
  }

  /** A block that runs when the i32 on the stack is not 0. */
  when(body: () => void): this {
    this.#emit(0x04, 0x40);
    body();
    return this.#emit(0x0b);
  }

  /** Leaves the function with what is on the stack. */
  return(): this {
    return this.#emit(0x0f);
  }

  /** The entry of the module's code section. */
  encode(): number[] {
    const locals = this.#locals.flatMap((type) => [1, type]);
    const body = [...unsigned(this.#locals.length), ...locals, ...this.#code, 0x0b];
    return [...unsigned(body.length), ...body];
  }

  #emit(...bytes: number[]): this {
    this.#code.push(...bytes);
    return this;
  }
}

/** A module that exports its one page (64 KiB) of memory as `memory` and each function by name. */
export function assembleModule(functions: Readonly<Record<string, FunctionCode>>): Uint8Array {
  const entries = Object.entries(functions);
  const types = entries.map(([, code]) => [
    0x60,
    ...vector(code.parameters.map((type) => [type])),
    ...vector(code.results.map((type) => [type])),
  ]);
  const exports = entries.map(([name], index) => [...text(name), 0x00, ...unsigned(index)]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // "\0asm", version 1
    ...section(1, vector(types)),
    ...section(3, vector(entries.map((_, index) => unsigned(index)))),
    ...section(5, [1, 0x01, 1, 1]), // one memory of at least and at most 1 page
    ...section(7, vector([...exports, [...text('memory'), 0x02, 0]])),
    ...section(10, vector(entries.map(([, code]) => code.encode()))),
  ]);
}

function section(id: number, content: number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function text(name: string): number[] {
  const bytes = new TextEncoder().encode(name);
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128 of an unsigned number below 2^31. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** LEB128 of a signed 32-bit number. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    if (rest >= -0x40 && rest < 0x40) return [...bytes, rest & 0x7f];
    bytes.push((rest & 0x7f) | 0x80);
  }
}
