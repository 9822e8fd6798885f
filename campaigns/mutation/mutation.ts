/**
 * `npm run test:mutation -- FOLDER…`: changes the code of a folder of the core in one place after the other, and runs the
 * tests of its room for each change. A change that no test notices is printed: either a test is missing, or the code.
 * Without a folder all of the core is changed, which takes hours. Places that did not change since an earlier run are not
 * tried again. `--at-once N` says how many tests run beside each other (as many as there are cores), and
 * `--give-up-after MS` for how long a test may take (2500 ms; more on a busy computer).
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import type { MutantResult } from '@stryker-mutator/api/core';
import { mutationTable, survivorsOf } from './mutation-table.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** What is kept between runs; git ignores it. */
const KEPT = '.mutation';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'at-once': { type: 'string', default: String(availableParallelism()) },
    'give-up-after': { type: 'string', default: '2500' },
  },
});
const folders =
  positionals.length > 0
    ? positionals.map((folder) => relative(PROJECT, join(PROJECT, folder)))
    : readdirSync(join(PROJECT, 'src-core'), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== 'tests')
        .map(({ name }) => `src-core/${name}`);

/** Tries every mutant of a folder that is not known from before. */
async function mutate(folder: string): Promise<readonly MutantResult[]> {
  const room = folder.split(/[\\/]/).slice(0, 2).join('/');
  process.env['HEDDLE_MUTATION_TESTS'] = `${room}/**/*.test.ts`;
  const stryker = new Stryker({
    configFile: 'campaigns/mutation/stryker.json',
    mutate: [`${folder}/**/*.ts`, `!${folder}/**/*.test.ts`, `!${folder}/**/tests/**`],
    concurrency: Number(values['at-once']),
    incrementalFile: `${KEPT}/${folder.replaceAll('/', '-')}.json`,
  });
  return stryker.runMutationTest();
}

mkdirSync(join(PROJECT, KEPT), { recursive: true });
process.chdir(PROJECT);
process.env['HEDDLE_MUTATION_TEST_MS'] = values['give-up-after'];
const tried: { readonly folder: string; readonly mutants: readonly MutantResult[] }[] = [];
for (const folder of folders) tried.push({ folder, mutants: await mutate(folder) });
for (const { mutants } of tried) process.stdout.write(survivorsOf(mutants));
const { text, isMet } = mutationTable(tried);
process.stdout.write(`${text}\n`);
process.exitCode = isMet ? 0 : 1;
