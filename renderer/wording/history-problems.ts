/** What is wrong with the history's files: what happened, what to do, and the button that does it. */
import type { Problem } from '../../contract/screen-contract.ts';
import type { FaultWords } from './node-errors.ts';

type HistoryProblem = Extract<Problem, { kind: 'history' }>;
type Cause = Extract<HistoryProblem['fault'], { kind: 'unwritable' }>['cause'];

const AT_LOGS = { button: 'Read the log', action: { do: 'open-logs' } } as const;

/** The words of one problem. */
export function historyProblemWords({ part, fault }: HistoryProblem): FaultWords {
  const { name, were } = PARTS[part];
  if (fault.kind === 'set-aside') {
    return {
      happened: `${name} ${were} damaged; Heddle has begun a new file.`,
      advice: `The damaged one is kept as ${fileName(fault.keptAs)}; you can delete it.`,
      ...AT_LOGS,
    };
  }
  if (fault.kind === 'gone') {
    return {
      happened: `The file ${fileName(fault.file)} was deleted or replaced while Heddle was using it.`,
      advice: 'Heddle has made a new one with what it still knew.',
      ...AT_LOGS,
    };
  }
  const cause = CAUSES[fault.cause](name, fileName(fault.file));
  return { ...cause, advice: `${cause.advice} ${OUTLOOKS[part]}`, ...AT_LOGS };
}

const PARTS: Readonly<Record<HistoryProblem['part'], { name: string; were: string }>> = {
  history: { name: 'The history', were: 'was' },
  outbox: { name: 'The list of solved blocks', were: 'was' },
  'practice-chains': { name: 'The practice chains', were: 'were' },
};

const OUTLOOKS: Readonly<Record<HistoryProblem['part'], string>> = {
  history: 'Mining goes on, and blocks are written down later.',
  outbox: 'Solved blocks are sent all the same.',
  'practice-chains': 'Mining goes on.',
};

const CAUSES: Readonly<
  Record<Cause, (name: string, file: string) => Pick<FaultWords, 'happened' | 'advice'>>
> = {
  full: (name) => ({
    happened: `The disk is full: ${lower(name)} cannot be written.`,
    advice: 'Free some space.',
  }),
  'in-use': (name) => ({
    happened: `${name} is in use by another running program.`,
    advice: 'Stop that one, or give it a data folder of its own.',
  }),
  'not-writable': (name, file) => ({
    happened: `Heddle is not allowed to write ${lower(name)}.`,
    advice: `Make ${file} and its folder writable for your user.`,
  }),
  'newer-version': (name, file) => ({
    happened: `${name} was written by a newer version of Heddle.`,
    advice: `Use that version, or move ${file} away to begin a new one.`,
  }),
  damaged: (name, file) => ({
    happened: `${name} is damaged, and its file cannot be renamed.`,
    advice: `Move ${file} away; Heddle then begins a new one.`,
  }),
  disk: (name) => ({
    happened: `The disk fails to keep ${lower(name)}.`,
    advice: 'Check the disk; the log has the details.',
  }),
};

/** Within its folder; paths of Windows as well. */
function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
