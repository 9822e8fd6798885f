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
    ['period:2.5', { kind: 'period', seconds: 2.5 }],
  ])('%j', (value, mode) => {
    expect(parseShareMode(value)).toEqual({ ok: true, value: mode });
  });

  it.each([257, -1, 'hard', 'period:0', 'period:9999', 'period:', '', 1.5])('not %j', (value) => {
    expect(parseShareMode(value).ok).toBe(false);
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
