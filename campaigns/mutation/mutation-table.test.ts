import type { MutantResult } from '@stryker-mutator/api/core';
import { expect, it } from 'vitest';
import { mutationTable, survivorsOf } from './mutation-table.ts';

const mutants = (...states: MutantResult['status'][]): MutantResult[] =>
  states.map((status, at) => ({
    ...{ id: String(at), status, fileName: 'src-core/luck/luck.ts', mutatorName: 'BooleanLiteral' },
    location: { start: { line: at + 1, column: 7 }, end: { line: at + 1, column: 11 } },
    replacement: 'true\n  && false',
  }));

it('has met the goal where nine of ten mutants were noticed, at once or by a time limit', () => {
  const nine = mutants(...Array<'Killed'>(8).fill('Killed'), 'Timeout', 'Survived', 'Ignored');
  const { text, isMet } = mutationTable([{ folder: 'src-core/luck', mutants: nine }]);
  expect(text).toMatch(/src-core\/luck +9 +1 +0 +1 +90\.0 % +met$/);
  expect(isMet).toBe(true);
});

it('counts what no test even runs against a folder, and one folder against all', () => {
  const tried = [
    { folder: 'src-core/node', mutants: mutants('Killed') },
    { folder: 'src-core/luck', mutants: mutants('Killed', 'NoCoverage') },
  ];
  const { text, isMet } = mutationTable(tried);
  expect(text).toMatch(/src-core\/luck +1 +0 +1 +0 +50\.0 % +NOT MET$/);
  expect(isMet).toBe(false);
});

it('has nothing against a folder without a mutant', () => {
  expect(mutationTable([{ folder: 'src-core/peers', mutants: [] }]).isMet).toBe(true);
});

it('names the places of those that live, on one line each', () => {
  expect(survivorsOf(mutants('Killed', 'Survived', 'Timeout', 'NoCoverage'))).toBe(
    'src-core/luck/luck.ts:2:7  BooleanLiteral: true && false\n' +
      'src-core/luck/luck.ts:4:7  BooleanLiteral (not run): true && false\n',
  );
});
