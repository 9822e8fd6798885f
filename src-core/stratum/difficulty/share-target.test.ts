import { describe, expect, it } from 'vitest';
import { MAX_TARGET, mkTarget, mkTargetLevel } from '../../chainweb/target.ts';
import { BLOCK_LEVEL, parseShareMode, prepareTarget, shareTarget } from './share-target.ts';

describe('the share mode', () => {
  it.each([
    ['block', { kind: 'block' }],
    [' Block ', { kind: 'block' }],
    [0, { kind: 'level', level: 0 }],
    ['256', { kind: 'level', level: 256 }],
    ['period', { kind: 'period', seconds: 10 }],
    ['period:30', { kind: 'period', seconds: 30 }],
    ['period:2.25', { kind: 'period', seconds: 2.25 }],
    ['period:1', { kind: 'period', seconds: 1 }],
    ['period:3600', { kind: 'period', seconds: 3600 }],
  ])('%j', (value, mode) => {
    expect(parseShareMode(value)).toEqual({ ok: true, value: mode });
  });

  it.each([
    ...[257, -1, 'hard', 'a period', 'period:', '', 1.5].map((value) => [
      value,
      'is none of block',
    ]),
    ...['period:0', 'period:9999'].map((value) => [value, 'a period lasts from 1 to 3600 seconds']),
  ])('not %j', (value, reason) => {
    expect(parseShareMode(value ?? '')).toEqual({
      ok: false,
      error: { reason: expect.stringContaining(String(reason)) as string },
    });
  });
});

describe('the target of a share', () => {
  const block = prepareTarget(mkTarget(3n << 200n));

  it('is that of the level while a block is harder', () => {
    expect(shareTarget(42, block).hex).toBe(prepareTarget(mkTargetLevel(42)).hex);
    expect(shareTarget(block.level, block).difficulty).toBeLessThanOrEqual(block.difficulty);
  });

  it('is never harder than a block', () => {
    for (let level = 0; level <= BLOCK_LEVEL; level++) {
      expect(shareTarget(level, block).difficulty).toBeLessThanOrEqual(block.difficulty);
    }
    expect(shareTarget(block.level + 1, block)).toBe(block);
    expect(shareTarget(42, prepareTarget(MAX_TARGET)).hex).toBe('f'.repeat(64));
  });

  it('of the hardest level is that of each block', () => {
    expect(shareTarget(BLOCK_LEVEL, block)).toBe(block);
  });
});
