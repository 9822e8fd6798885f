import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import { withAllLetIn, withQuestion, withRigLetIn } from './mined-config.ts';

it.each([
  ['a list keeps others out', false, ['attic'], ['attic', 'barn']],
  ['the user is asked', true, [], ['barn']],
  ['it is listed already, however it is spelled', false, ['Barn'], ['Barn']],
  ['every rig may mine', false, [], []],
] as const)('takes a rig that was let in where %s', (_, stratumAskFirst, rigs, expected) => {
  const mined = { ...DEFAULT_CONFIG, stratumAskFirst, stratumAllowedRigs: [...rigs] };
  expect(withRigLetIn(mined, 'barn').stratumAllowedRigs).toEqual(expected);
});

it('keeps no rig out once all were let in', () => {
  const mined = { ...DEFAULT_CONFIG, stratumAskFirst: true, stratumAllowedRigs: ['attic'] };
  expect(withAllLetIn(mined)).toEqual({
    ...DEFAULT_CONFIG,
    stratumAskFirst: false,
    stratumAllowedRigs: [],
  });
});

it('turns the question where a list keeps others out, and nowhere else', () => {
  const mined = (stratumAskFirst: boolean, stratumAllowedRigs: string[]) => ({
    ...DEFAULT_CONFIG,
    ...{ stratumAskFirst, stratumAllowedRigs },
  });
  expect(withQuestion(mined(true, ['attic']), false)).toEqual(mined(false, ['attic']));
  expect(withQuestion(mined(false, ['attic']), true)).toEqual(mined(true, ['attic']));
  expect(withQuestion(mined(false, []), true)).toBeNull();
  expect(withQuestion(mined(true, []), false)).toBeNull();
});
