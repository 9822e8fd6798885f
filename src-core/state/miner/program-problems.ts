/**
 * Problems of the whole program rather than of a worker or an update stream. Pure, a part of
 * miner-state.ts.
 */
import type { HistoryPart } from '../../storage/storage-events.ts';
import type { MinerEvent } from '../miner-events.ts';
import type { Problem } from '../snapshot-types.ts';

type ProgramProblemEvent = Extract<
  MinerEvent,
  {
    type:
      | 'history-failed'
      | 'history-recovered'
      | 'stratum-stood-down'
      | 'stratum-resumed'
      | 'open-files-exhausted'
      | 'open-files-recovered'
      | 'shares-refused';
  }
>;

/** The problems after an event: a new one replaces an earlier one of its kind. */
export function withProgramProblem(
  problems: readonly Problem[],
  event: ProgramProblemEvent & { readonly atMs: number },
): readonly Problem[] {
  const sinceMs = event.atMs;
  switch (event.type) {
    case 'history-failed': {
      const { part, fault } = event;
      return [...withoutHistory(problems, part), { kind: 'history', part, fault, sinceMs }];
    }
    case 'history-recovered':
      return withoutHistory(problems, event.part);
    case 'stratum-stood-down': {
      const { withoutNodeMs } = event;
      return [...without(problems, 'stood-down'), { kind: 'stood-down', withoutNodeMs, sinceMs }];
    }
    case 'stratum-resumed':
      return without(problems, 'stood-down');
    case 'open-files-exhausted':
      return [
        ...without(problems, 'open-files'),
        { kind: 'open-files', limit: event.limit, sinceMs },
      ];
    case 'open-files-recovered':
      return without(problems, 'open-files');
    case 'shares-refused': {
      const { machines, names, refusal, ageMs } = event;
      const others = without(problems, 'shares');
      if (refusal === null) return others;
      return [...others, { kind: 'shares', machines, names, refusal, sinceMs: sinceMs - ageMs }];
    }
  }
}

function without(problems: readonly Problem[], kind: Problem['kind']): readonly Problem[] {
  return problems.filter((problem) => problem.kind !== kind);
}

function withoutHistory(problems: readonly Problem[], part: HistoryPart): readonly Problem[] {
  return problems.filter((problem) => problem.kind !== 'history' || problem.part !== part);
}
