import { expect, it } from 'vitest';
import { minerConfigSchema } from '../../../src-core/index.ts';
import { factsOf } from '../../tests/setting-facts.ts';
import { chosenWorkers } from './chosen-workers.ts';

const usual = factsOf('stratumDifficulty').default as string;
const config = (stratumDifficulty: string | number) => ({ stratumDifficulty, workers: [] });

it('lets machines begin with shares in the same save, where whole blocks are only the default', () => {
  expect(chosenWorkers(['stratum'], config('block'), usual, {})).toEqual({
    worker: 'stratum',
    stratumDifficulty: 'period:10',
  });
  expect(chosenWorkers(['cpu', 'stratum'], config('block'), usual, {})).toMatchObject({
    stratumDifficulty: 'period:10',
  });
  expect(minerConfigSchema.parse({ stratumDifficulty: 'period:10' })).toMatchObject({
    stratumDifficulty: 'period:10',
  });
  expect(usual).toBe('block');
});

it('leaves a difficulty alone that was set, and that of other workers', () => {
  for (const set of ['period:30', 44]) {
    expect(chosenWorkers(['stratum'], config(set), usual, {})).toEqual({ worker: 'stratum' });
  }
  const brought = { stratumDifficulty: { file: 'farm.yaml', value: 'block' } };
  expect(chosenWorkers(['stratum'], config('block'), usual, brought)).toEqual({
    worker: 'stratum',
  });
  expect(chosenWorkers(['cpu'], config('block'), usual, {})).toEqual({ worker: 'cpu' });
});

it('saves several as a set in the order in which they are offered, and ends it with one alone', () => {
  const alone = config('period:10');
  expect(chosenWorkers(['cpu', 'stratum'], alone, usual, {})).toEqual({
    workers: ['stratum', 'cpu'],
  });
  const set = { ...alone, workers: ['stratum' as const, 'cpu' as const] };
  expect(chosenWorkers(['cpu'], set, usual, {})).toEqual({ worker: 'cpu', workers: [] });
});

it('does not take a value for the file’s that was changed since', () => {
  const before = { stratumDifficulty: { file: 'farm.yaml', value: 44 } };
  expect(chosenWorkers(['stratum'], config('block'), usual, before)).toMatchObject({
    stratumDifficulty: 'period:10',
  });
});
