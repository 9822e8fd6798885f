/** Is all well? One or two sentences that Home begins with. */
import type { MinerSnapshot, Problem } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { timeOfDayText } from '../figures/moments.ts';
import { BUTTONS } from '../problems/fix-buttons.ts';
import type { FixAction } from '../problems/fix-buttons.ts';
import { foremostProblem, problemText } from '../problems/problems.ts';
import { standstillMatters } from '../problems/standstill.ts';
import { workerText } from '../settings/worker-kinds.ts';
import { heldTexts } from '../worker-groups.ts';
import type { MachineTroubles } from './machine-troubles.ts';
import { leftText, mostHaveLeft, noneMines } from './strip-trouble.ts';

interface MiningVerdict {
  readonly tone: 'good' | 'calm' | 'warn' | 'bad';
  /** `All is well. Mining: Processor and 7 machines.` */
  readonly text: string;
  /** What to look at; null where there is nothing to do. */
  readonly look: FixAction | null;
}

interface Trouble {
  readonly text: string;
  readonly look: FixAction | null;
  readonly isOfMachine: boolean;
}

/** Says who mines, and what needs attention first. */
export function miningVerdict(
  translation: Translation,
  snapshot: MinerSnapshot,
  machines: MachineTroubles,
  practice: boolean,
): MiningVerdict {
  const { t } = translation;
  const { phase, rests } = snapshot;
  if (phase === 'stopped' && rests.length > 0) return calm(t('verdict.rests'));
  if (phase === 'starting') return calm(t('verdict.starting'));
  const troubles = troublesOf(translation, snapshot, machines, practice);
  const [first, ...others] = troubles;
  if (phase === 'stopped' || phase === 'stopping') {
    if (first === undefined) return calm(t('verdict.stopped'));
    const text = sentences(t('verdict.stopped'), first.text, more(translation, others));
    return { tone: 'warn', text, look: first.look };
  }
  const none = noneMines(translation, snapshot, machines);
  if (none !== null) {
    if (machines.online > 0) {
      const text = sentences(
        ...[none.happened, first?.text ?? '', ...further(translation, others, machines)],
      );
      return { tone: 'bad', text, look: none.action };
    }
    // The strip begins with a problem, too, and has the button for it.
    const own = ownProblem(snapshot);
    const [graver, ...rest] = troubles.filter(({ isOfMachine }) => !isOfMachine);
    // Where all have left, who left is one sentence.
    const who = machines.left.length > 0 ? none.advice : '';
    const text =
      own === null || graver === undefined
        ? sentences(none.happened, who, more(translation, graver ? [graver, ...rest] : []))
        : sentences(graver.text, none.happened, who, more(translation, rest));
    return { tone: 'bad', text, look: own === null ? none.action : null };
  }
  const miners = minersOf(translation, snapshot, machines);
  const who = miners.length > 0 ? t('verdict.mining', { miners: translation.list(miners) }) : '';
  const held = heldTexts(translation, unsaid(snapshot)).map((text) => t('verdict.held', { text }));
  if (first !== undefined) {
    const begin = miners.length > 0 ? who : t('verdict.nothing');
    const tone = miners.length > 0 ? 'warn' : 'bad';
    if (first.isOfMachine && machines.troubled.length > 0 && mostHaveLeft(machines)) {
      // As the strip says it.
      const left = leftText(translation, machines.left);
      const text = sentences(
        begin,
        left,
        t('verdict.moreMachines', { count: machines.troubled.length }),
        ...held,
      );
      return { tone, text, look: BUTTONS.machines.action };
    }
    const text = sentences(begin, first.text, ...further(translation, others, machines), ...held);
    return { tone, text, look: first.look };
  }
  if (miners.length === 0) {
    return calm(sentences(t(machines.online > 0 ? 'verdict.shares' : 'verdict.soon'), ...held));
  }
  return { tone: 'good', text: sentences(t('verdict.allWell'), who, ...held), look: null };
}

/** The kinds of workers, without failed ones where a problem says that one has failed, and why. */
function unsaid(snapshot: MinerSnapshot): MinerSnapshot['groups'] {
  const problem = foremostProblem(snapshot);
  const isSaid = problem?.kind === 'worker' || problem?.kind === 'group';
  return isSaid ? snapshot.groups.filter(({ state }) => state !== 'failed') : snapshot.groups;
}

function calm(text: string): MiningVerdict {
  return { tone: 'calm', text, look: null };
}

function sentences(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' ');
}

function more({ t }: Translation, others: readonly Partial<Trouble>[]): string {
  const count = others.length;
  if (count === 0) return '';
  const areMachines = others.every(({ isOfMachine }) => isOfMachine === true);
  return t(areMachines ? 'verdict.moreMachines' : 'verdict.more', { count });
}

/** How much more there is. As the strip counts them, machines that left are apart where others need attention. */
function further(
  translation: Translation,
  others: readonly Partial<Trouble>[],
  { troubled, left }: MachineTroubles,
): string[] {
  if (troubled.length === 0 || left.length === 0) return [more(translation, others)];
  const stay = others.slice(0, Math.max(0, others.length - left.length));
  return [more(translation, stay), translation.t('verdict.moreLeft', { count: left.length })];
}

/** `Processor`, `7 machines`, `6 of 7 machines`: what finds shares and blocks now. */
function minersOf(
  translation: Translation,
  { groups, phase }: MinerSnapshot,
  { mining, all }: MachineTroubles,
): string[] {
  if (phase !== 'mining') return [];
  const kinds = groups
    .filter(({ kind, state }) => kind !== 'stratum' && state === 'mining')
    .map(({ kind }) => workerText(translation, kind).name);
  const listens = groups.some(({ kind }) => kind === 'stratum') && mining > 0;
  if (!listens) return kinds;
  const { t } = translation;
  const areAll = mining === all;
  return [
    ...kinds,
    areAll ? t('verdict.allMachines', { count: all }) : t('verdict.someMachines', { mining, all }),
  ];
}

function troublesOf(
  translation: Translation,
  snapshot: MinerSnapshot,
  machines: MachineTroubles,
  practice: boolean,
): Trouble[] {
  const { t } = translation;
  const { phase } = snapshot;
  const problem = ownProblem(snapshot);
  return [
    ...(problem !== null
      ? [
          {
            text: problemText(translation, problem, practice, snapshot).happened,
            look: null,
            isOfMachine: false,
          },
        ]
      : []),
    ...(phase !== 'stopped' && standstillMatters(snapshot)
      ? [{ text: t('verdict.standstill'), look: null, isOfMachine: false }]
      : []),
    ...machines.troubled.map(({ key, name, state }) => ({
      text: t('verdict.machine', { name, state: state.label }),
      look: { do: 'open-machine', key } as const,
      isOfMachine: true,
    })),
    ...(phase === 'stopped' ? [] : machines.left).map(({ key, name, atMs: leftAtMs }) => ({
      text: t('verdict.leftOne', { name, time: timeOfDayText(translation, leftAtMs) }),
      look: { do: 'open-machine', key } as const,
      isOfMachine: true,
    })),
  ];
}

/** The foremost problem; null where it is one of machines, whose complaints stand with them. */
function ownProblem(snapshot: MinerSnapshot): Problem | null {
  const problem = foremostProblem(snapshot);
  return problem?.kind === 'shares' || problem?.kind === 'device' ? null : problem;
}
