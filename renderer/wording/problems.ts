/** What is wrong now, as the status strip says it. */
import type { Translation } from '../../messages/translation.ts';
import type { MinerSnapshot, Problem } from '../../contract/screen-contract.ts';
import { historyProblemWords } from './history-problems.ts';
import { nodeErrorWords } from './node-errors.ts';
import type { FaultWords } from './node-errors.ts';
import { workerProblemWords } from './worker-problems.ts';

/**
 * The words of one problem.
 * @param practice the node is Heddle's own: its address is no help
 * @param mines whether mining goes on all the same, with another node
 */
export function problemWords(
  translation: Translation,
  problem: Problem,
  practice: boolean,
  mines: boolean,
): FaultWords {
  if (problem.kind === 'worker') {
    return workerProblemWords(translation, problem);
  }
  if (problem.kind === 'history') {
    return historyProblemWords(problem);
  }
  if (problem.kind === 'stream') {
    return {
      happened: `The node does not tell of new blocks on chain ${problem.chain} (${withoutStop(problem.error.detail)}).`,
      advice: 'Heddle looks for itself and tries again. If it lasts, restart the node.',
      button: 'Start again',
      action: { do: 'start-again' },
    };
  }
  if (practice) {
    return {
      happened: 'The practice network does not answer.',
      advice: 'Start again; if that does not help, reset its chains in Settings.',
      button: 'Start again',
      action: { do: 'start-again' },
    };
  }
  const words = nodeErrorWords(problem.error, problem.node);
  const outlook = mines ? 'Mining goes on with another node.' : 'Mining then goes on by itself.';
  const isStalled = problem.error.kind === 'stream-stalled';
  return isStalled ? words : { ...words, advice: `${words.advice} ${outlook}` };
}

/**
 * The problem to speak about first: the one with a node before that of a single worker, update
 * stream or file, the oldest of a kind first. Null when all is well; while nobody wants to mine,
 * only files can have a problem.
 */
export function foremostProblem(
  snapshot: Pick<MinerSnapshot, 'problems' | 'phase'>,
): Problem | null {
  const oldest = [...snapshot.problems].sort((a, b) => a.sinceMs - b.sinceMs);
  const node = oldest.find((problem) => problem.kind === 'node');
  const worker = oldest.find((problem) => problem.kind === 'worker');
  const stream = oldest.find((problem) => problem.kind === 'stream');
  const history = oldest.find((problem) => problem.kind === 'history');
  if (snapshot.phase === 'stopped') return history ?? null;
  return node ?? worker ?? stream ?? history ?? null;
}

/** How many other workers have a problem beside the one that is spoken about; '' for none. */
export function othersText(problem: Problem, problems: readonly Problem[]): string {
  if (problem.kind !== 'worker') return '';
  const troubled = new Set(problems.flatMap((each) => (each.kind === 'worker' ? each.worker : [])));
  const others = troubled.size - 1;
  if (others === 0) return '';
  return others === 1 ? 'Another one has a problem too.' : `${others} others have problems too.`;
}

function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, '');
}
