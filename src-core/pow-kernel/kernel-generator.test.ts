import { describe, expect, it } from 'vitest';
import { emitOperations } from './emit-operations.ts';
import {
  compressExpressions,
  ExpressionBuilder,
  operandsOf,
  operationsFor,
} from './kernel-expressions.ts';
import { generateKernel } from './kernel-generator.ts';
import { nonceLayout } from './nonce-layout.ts';
import { FunctionCode, I32 } from './wasm-assembler.ts';

describe('expressions', () => {
  const build = new ExpressionBuilder();
  const uniform = build.input('message', 0);
  const varying = build.input('nonce', 5);

  it('are computed at once where all is known', () => {
    const five = build.constant(5);
    expect(build.add(build.constant(0xffff_ffff), five)).toMatchObject({ value: 4 });
    expect(build.xor(five, build.constant(6))).toMatchObject({ value: 3 });
    expect(build.rotate(five, 7)).toMatchObject({ value: 0x0a00_0000 });
    expect(build.add(build.constant(0), varying)).toBe(varying);
    expect(build.add(varying, build.constant(0))).toBe(varying);
    expect(build.xor(varying, build.constant(0))).toBe(varying);
    expect(build.xor(build.constant(0), varying)).toBe(varying);
  });

  it('leave one addition for each nonce where two of three terms are the same for all', () => {
    const other = build.input('state', 1);
    for (const terms of [
      [uniform, other, varying],
      [uniform, varying, other],
      [varying, uniform, other],
    ] as const) {
      const left = operationsFor(build.addThree(...terms)).filter(({ varying: is }) => is);
      expect(left).toHaveLength(1);
    }
  });

  it('refuse blocks of another length', () => {
    const words = (count: number) => Array.from({ length: count }, () => uniform);
    for (const [state, block] of [
      [words(8), words(15)],
      [words(7), words(16)],
    ] as const) {
      expect(() => compressExpressions(build, state, block, 0)).toThrow('16 message words');
    }
  });

  it('take the local of a value that nothing needs any more', () => {
    const code = new FunctionCode([], []);
    let last = build.rotate(uniform, 7);
    for (let step = 0; step < 10; step += 1) last = build.rotate(build.xor(last, uniform), 7);
    const [push] = emitOperations(
      code,
      operationsFor(last),
      [last],
      [
        {
          type: I32,
          pushLeaf: () => code.i32Const(1),
          pushOperation: (operation, pushOperand) => operandsOf(operation).forEach(pushOperand),
        },
      ],
    );
    push?.(last);
    // The next one is the second.
    expect(code.newLocal(I32)).toBe(1);
  });
});

describe('the generator', () => {
  it('gives small modules', () => {
    for (const workBytes of [286, 322]) {
      expect(generateKernel(nonceLayout(workBytes), 'swizzle').length).toBeLessThan(16_000);
    }
  });

  it('gives the same bytes each time', () => {
    const layout = nonceLayout(286);
    expect(generateKernel(layout, 'relaxed')).toEqual(generateKernel(layout, 'relaxed'));
  });
});
