/** A small part of the campaign, one case for most of the things that fail. All of it: `npm run test:faults`. */
import { expect, it } from 'vitest';
import { ALL_CASES } from './all-cases.ts';
import { runCase } from './case-process.ts';
import { troubleOf } from './fault-table.ts';

const PART = [
  'open connections die silently, new ones live',
  "a proxy's page with status 200",
  'the node takes a solved block, and restarts before it answers',
  'the clock is set forth by two days while a block waits',
  'a CPU thread dies, three times',
];

it('loses no block in a part of the cases, nor reports or posts one wrongly', async () => {
  const cases = ALL_CASES.filter(({ name }) => PART.includes(name));
  expect(cases).toHaveLength(PART.length);
  const troubles = await Promise.all(
    cases.map(async (each) => troubleOf({ ...each, leftOut: null, outcome: await runCase(each) })),
  );
  expect(troubles.filter((trouble) => trouble !== null)).toEqual([]);
}, 120_000);

it('has a name of its own for each case', () => {
  const names = ALL_CASES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
