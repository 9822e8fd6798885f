/** What `npm run test:mutation` prints. */
import type { MutantResult } from '@stryker-mutator/api/core';
import { tableOf, whole } from '../table.ts';

/** Of the mutants that tests could notice, in each folder. */
const GOAL = 0.9;

interface TriedFolder {
  readonly folder: string;
  readonly mutants: readonly MutantResult[];
}

const count = (mutants: readonly MutantResult[], ...states: MutantResult['status'][]): number =>
  mutants.filter(({ status }) => states.includes(status)).length;

/** A row for each folder, and whether each reaches the goal. */
export function mutationTable(tried: readonly TriedFolder[]): {
  readonly text: string;
  readonly isMet: boolean;
} {
  const rows = tried.map(({ folder, mutants }) => {
    const noticed = count(mutants, 'Killed', 'Timeout');
    const alive = count(mutants, 'Survived', 'NoCoverage');
    const share = noticed / (noticed + alive);
    const isMet = noticed + alive === 0 || share >= GOAL;
    const cells = [
      folder,
      whole(noticed),
      whole(count(mutants, 'Survived')),
      whole(count(mutants, 'NoCoverage')),
      whole(count(mutants, 'Ignored', 'CompileError', 'RuntimeError')),
      noticed + alive === 0 ? '' : `${(100 * share).toFixed(1)} %`,
      isMet ? 'met' : 'NOT MET',
    ];
    return { cells, isMet };
  });
  const headings = [
    '',
    'noticed',
    'survived',
    'not run',
    'left out',
    'noticed',
    `>= ${100 * GOAL} %`,
  ];
  return {
    text: tableOf(
      headings,
      rows.map(({ cells }) => cells),
    ).join('\n'),
    isMet: rows.every(({ isMet }) => isMet),
  };
}

/** The mutants that no test noticed, by place: `file:line:column  Mutator  replacement`. */
export function survivorsOf(mutants: readonly MutantResult[]): string {
  return mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map(({ fileName, location: { start }, mutatorName, replacement, status }) => {
      const isRun = status === 'Survived' ? '' : ' (not run)';
      const text = (replacement ?? '').replace(/\s+/g, ' ').slice(0, 80);
      return `${fileName}:${start.line}:${start.column}  ${mutatorName}${isRun}: ${text}\n`;
    })
    .join('');
}
