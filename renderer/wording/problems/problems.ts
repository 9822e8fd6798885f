/** What is wrong now, as the status strip says it. */
import type { Translation } from '../../../messages/translation.ts';
import type { MinerSnapshot, Problem } from '../../../contract/screen-contract.ts';
import { deviceProblemText, isUrgent } from './device-problems.ts';
import { BUTTONS } from './fix-buttons.ts';
import type { FaultText } from './fix-buttons.ts';
import { groupProblemText } from './group-problems.ts';
import { historyProblemText } from './history-problems.ts';
import { hostText, nodeErrorText } from './node-errors.ts';
import { durationText } from '../figures/durations.ts';
import { timeOfDayText } from '../figures/moments.ts';
import { withoutStop } from '../shortened.ts';
import { sharesProblemText } from './shares-problems.ts';
import { workerProblemText } from './worker-problems.ts';

/**
 * One problem in sentences.
 * @param practice the node is Heddle's own: its address is no help
 * @param now whether mining continues, with another node or other kinds of workers, which other nodes fail, and
 *   whether machines have work
 */
export function problemText(
  translation: Translation,
  problem: Problem,
  practice: boolean,
  now: Pick<MinerSnapshot, 'phase' | 'node' | 'stratum' | 'problems'>,
): FaultText {
  const { t } = translation;
  const mines = now.phase === 'mining';
  if (problem.kind === 'worker') return workerProblemText(translation, problem);
  if (problem.kind === 'group') return groupProblemText(translation, problem, mines);
  if (problem.kind === 'shares') return sharesProblemText(translation, problem, now);
  if (problem.kind === 'device') return deviceProblemText(translation, problem);
  if (problem.kind === 'history') return historyProblemText(translation, problem);
  if (problem.kind === 'stood-down') {
    return {
      happened: t('problems.stoodDown', {
        duration: durationText(translation, problem.withoutNodeMs / 1000),
      }),
      advice: t('problems.stoodDown.advice'),
      button: t(BUTTONS.address.text),
      action: BUTTONS.address.action,
    };
  }
  if (problem.kind === 'network') {
    return {
      happened: t('problems.network', {
        first: hostText(problem.first),
        node: hostText(problem.node),
        network: problem.versionName,
      }),
      advice: t('problems.network.advice'),
      button: t(BUTTONS.address.text),
      action: BUTTONS.address.action,
    };
  }
  if (problem.kind === 'open-files') {
    return {
      happened: t('problems.openFiles', { limit: String(problem.limit ?? 'none') }),
      advice: t('problems.openFiles.advice'),
      button: t(BUTTONS.log.text),
      action: BUTTONS.log.action,
    };
  }
  const startAgain = {
    button: t(BUTTONS.startAgain.text),
    action: BUTTONS.startAgain.action,
  };
  if (problem.kind === 'stream') {
    const reason = withoutStop(problem.error.detail);
    return {
      happened: t('problems.stream', { chain: problem.chain, reason }),
      advice: t('problems.stream.advice'),
      ...startAgain,
    };
  }
  if (practice) {
    return {
      happened: withOutdated(translation, t('problems.practice'), now),
      advice: t('problems.practice.advice'),
      ...startAgain,
    };
  }
  const { error, node } = problem;
  if (error.kind === 'stream-stalled') return nodeErrorText(translation, error, node);
  const other = mines && now.node !== null && now.node.url !== node ? now.node.url : null;
  // A fallback node that fails as well is no help.
  const failing = other === null ? failingBeside(node, now) : [];
  const [alike, different] = [true, false].map((is) =>
    failing
      .filter(
        (each) => (each.error.kind === 'node-missing' && error.kind === 'node-missing') === is,
      )
      .map((each) => hostText(each.node)),
  ) as [string[], string[]];
  const silent = alike.reduce(
    (first, second) => t('problems.node.either', { first, second }),
    hostText(node),
  );
  const text = nodeErrorText(translation, error, silent);
  const advice =
    different.length === 0
      ? text.advice
      : t('problems.node.othersToo', {
          ...{ advice: text.advice, nodes: translation.list(different), count: different.length },
        });
  return {
    ...text,
    happened: withOutdated(translation, text.happened, now),
    advice:
      other !== null
        ? t('problems.withOtherNode', { advice, node: hostText(other) })
        : t(failing.length === 0 ? 'problems.resumes' : 'problems.resumes.any', { advice }),
  };
}

/** Other nodes without work, each once. */
function failingBeside(
  node: string,
  { problems }: Pick<MinerSnapshot, 'problems'>,
): readonly NodeProblem[] {
  return problems.filter(
    (each): each is NodeProblem =>
      each.kind === 'node' && each.node !== node && each.error.kind !== 'stream-stalled',
  );
}

type NodeProblem = Extract<Problem, { kind: 'node' }>;

/** Since when machines have had no new work: what they find in the old may no longer count. */
function withOutdated(
  translation: Translation,
  happened: string,
  { stratum }: Pick<MinerSnapshot, 'stratum'>,
): string {
  const sinceMs = stratum?.outdatedSinceMs ?? null;
  if (sinceMs === null || stratum?.online === 0) return happened;
  const time = timeOfDayText(translation, sinceMs);
  return translation.t('problems.outdated', { happened, time });
}

/**
 * The problem to show first: that machines were disconnected, then doubts about what is mined, a node, a machine that
 * may be damaged, a limit, a kind of worker, a single worker, refused shares, another complaint of a machine, an update
 * stream or a file, the oldest of a kind first. Null when all is well; while stopped, only machines that
 * may be damaged and files count.
 */
export function foremostProblem(
  snapshot: Pick<MinerSnapshot, 'problems' | 'phase'>,
): Problem | null {
  const oldest = [...snapshot.problems].sort((a, b) => a.sinceMs - b.sinceMs);
  const stoodDown = oldest.find((problem) => problem.kind === 'stood-down');
  const refused = oldest.find(
    (problem) => problem.kind === 'node' && problem.error.kind === 'other-network',
  );
  const network = oldest.find((problem) => problem.kind === 'network');
  // Where no node has work, it does not matter whose network it is.
  const isMined = snapshot.phase === 'mining' ? network : undefined;
  const node = oldest.find((problem) => problem.kind === 'node');
  const group = oldest.find((problem) => problem.kind === 'group');
  const worker = oldest.find((problem) => problem.kind === 'worker');
  const shares = oldest.find((problem) => problem.kind === 'shares');
  const stream = oldest.find((problem) => problem.kind === 'stream');
  const history = oldest.find((problem) => problem.kind === 'history');
  const files = oldest.find((problem) => problem.kind === 'open-files');
  const device = oldest.find((problem) => problem.kind === 'device');
  const urgent = oldest.find((problem) => problem.kind === 'device' && isUrgent(problem));
  if (snapshot.phase === 'stopped') return urgent ?? history ?? null;
  return (
    stoodDown ??
    refused ??
    isMined ??
    node ??
    network ??
    urgent ??
    files ??
    group ??
    worker ??
    shares ??
    device ??
    stream ??
    history ??
    null
  );
}

/** How many other workers, or kinds of them, have a problem beside the one that is shown. */
export function otherTroubledWorkers(problem: Problem, problems: readonly Problem[]): number {
  if (problem.kind !== 'worker' && problem.kind !== 'group') return 0;
  const troubled = new Set(
    problems.flatMap((each) => {
      if (each.kind === 'worker') return each.worker;
      return each.kind === 'group' ? each.workers : [];
    }),
  );
  return troubled.size - 1;
}
