/**
 * Whether a header follows from its parents. Names and meanings of the failures are those of
 * `Chainweb.BlockHeader.Validation`. Pure.
 */
import { blockDifficulty } from '../../chainweb/difficulty.ts';
import type { WorkHeader } from '../../chainweb/work-header.ts';
import { childEpochStart, childTarget, latestParentTime } from './new-header.ts';
import type { Parents } from './new-header.ts';
import type { PracticeNetwork } from './practice-network.ts';

/** Failures that no later attempt can fix. */
type DefiniteFailure =
  | 'MissingParent'
  | 'MissingAdjacentParent'
  | 'CreatedBeforeParent'
  | 'IncorrectEpoch'
  | 'IncorrectHeight'
  | 'IncorrectWeight'
  | 'IncorrectTarget'
  | 'InvalidBraiding'
  | 'IncorrectForkNumber'
  | 'InvalidForkVotes';

/** `BlockInTheFuture` passes with time; the node tries such a block again. */
export type HeaderFailure = DefiniteFailure | 'BlockInTheFuture';

const FORK_NUMBER_MASK = 0xffff_ffffn;

/**
 * Every rule that a header with these parents breaks; empty for a valid one. Proof of work and payload
 * have been checked before. A block must not be later than the node's own clock, not even by a
 * microsecond.
 */
export function headerFailures(
  network: PracticeNetwork,
  header: WorkHeader,
  parents: Parents,
  nowMicros: bigint,
): HeaderFailure[] {
  const { parent, adjacents } = parents;
  const checks: readonly (readonly [HeaderFailure, boolean])[] = [
    ['CreatedBeforeParent', header.creationTimeMicros > latestParentTime(parents)],
    ['IncorrectHeight', header.height === parent.header.height + 1],
    ['IncorrectTarget', header.target === childTarget(network, parents)],
    ['IncorrectWeight', header.weight === parent.header.weight + blockDifficulty(header.target)],
    [
      'IncorrectEpoch',
      header.epochStartMicros === childEpochStart(parent) &&
        header.epochStartMicros <= header.creationTimeMicros,
    ],
    ['InvalidBraiding', adjacents.every((block) => block.header.height === parent.header.height)],
    ['IncorrectForkNumber', (header.flags & FORK_NUMBER_MASK) === 0n],
    ['InvalidForkVotes', header.flags >> 32n === 0n],
    ['BlockInTheFuture', header.creationTimeMicros <= nowMicros],
  ];
  return checks.filter(([, holds]) => !holds).map(([failure]) => failure);
}
