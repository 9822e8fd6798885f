/** What the status strip says instead of plain facts where mining does not do what it is meant to. */
import type { MinerSnapshot } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { timeOfDayText } from '../figures/moments.ts';
import { BUTTONS } from '../problems/fix-buttons.ts';
import type { FaultText } from '../problems/fix-buttons.ts';
import { standstillMatters, standstillText } from '../problems/standstill.ts';
import { allFail } from './machine-troubles.ts';
import type { MachineTroubles } from './machine-troubles.ts';

/** Names in a sentence; further ones are counted. */
const SHOWN_NAMES = 3;

interface StripTrouble extends FaultText {
  /** `bad` where nothing useful is done. */
  readonly tone: 'warn' | 'bad';
  /** Machines that left, where that is all there is to say; the user may have switched them off. */
  readonly left?: MachineTroubles['left'];
}

type Facts = Pick<
  MinerSnapshot,
  'phase' | 'groups' | 'network' | 'cutMovedAtMs' | 'atMs' | 'node' | 'problems'
>;

/** The trouble to show first while mining; null where there is none. */
export function stripTrouble(
  translation: Translation,
  snapshot: Facts,
  machines: MachineTroubles,
): StripTrouble | null {
  if (snapshot.phase !== 'mining' && snapshot.phase !== 'waiting') return null;
  return (
    noneMines(translation, snapshot, machines) ??
    standstill(translation, snapshot) ??
    (mostHaveLeft(machines) ? someLeft(translation, machines) : null) ??
    someTroubled(translation, withoutQuestions(machines)) ??
    someLeft(translation, machines)
  );
}

/** Whether more machines left than need attention while they are here: then that comes first. */
export function mostHaveLeft({ left, troubled }: MachineTroubles): boolean {
  return left.length > troubled.length;
}

/** Only machines are meant to mine, and none does. Those that have just come are given their time. */
export function noneMines(
  translation: Translation,
  { groups }: Facts,
  machines: MachineTroubles,
): StripTrouble | null {
  const { t } = translation;
  const { mining, online, left } = machines;
  const others = groups.some(({ kind, state }) => kind !== 'stratum' && state === 'mining');
  const isMeant = groups.some(({ kind, state }) => kind === 'stratum' && !HELD.has(state));
  if (others || !isMeant || mining > 0) return null;
  if (online === 0) {
    return {
      tone: 'bad',
      happened: t('verdict.noMachine'),
      advice: left.length > 0 ? leftText(translation, left) : t('verdict.noMachine.advice'),
      button: t(BUTTONS.machines.text),
      action: BUTTONS.machines.action,
    };
  }
  if (!allFail(machines)) return null;
  const some = someTroubled(translation, machines);
  if (some === null) return null;
  const advice = t('verdict.noneMines.advice', { happened: some.happened, advice: some.advice });
  return { ...some, tone: 'bad', happened: t('verdict.noneMines'), advice };
}

const HELD: ReadonlySet<string> = new Set(['paused', 'resting', 'failed']);

function standstill(translation: Translation, facts: Facts): StripTrouble | null {
  const { cutMovedAtMs, atMs } = facts;
  if (cutMovedAtMs === null || !standstillMatters(facts)) return null;
  return {
    tone: 'warn',
    happened: standstillText(translation, cutMovedAtMs, atMs),
    advice: translation.t('verdict.standstill.advice'),
    button: translation.t('problems.button.diagnosis'),
    action: { do: 'open-diagnosis' },
  };
}

function someLeft(translation: Translation, { left }: MachineTroubles): StripTrouble | null {
  const [latest, ...others] = left;
  if (latest === undefined) return null;
  const { t } = translation;
  return {
    tone: 'warn',
    left,
    happened: leftText(translation, left),
    advice: t('verdict.left.advice', { count: left.length }),
    button: t(others.length === 0 ? 'problems.button.openMachine' : BUTTONS.machines.text),
    action: others.length === 0 ? { do: 'open-machine', key: latest.key } : BUTTONS.machines.action,
  };
}

/** `rig01 left at 13:13.`, `7 machines (a, b, c and 4 more) left, the last at 13:13.` */
export function leftText(translation: Translation, left: MachineTroubles['left']): string {
  const { t } = translation;
  const [latest] = left;
  return t('verdict.left', {
    ...named(left.map(({ name }) => name)),
    time: timeOfDayText(translation, latest?.atMs ?? 0),
  });
}

/** The bar below the strip asks about machines that are new. */
function withoutQuestions(machines: MachineTroubles): MachineTroubles {
  return {
    ...machines,
    troubled: machines.troubled.filter(({ state }) => state.shape !== 'question'),
  };
}

function someTroubled(
  translation: Translation,
  { troubled }: MachineTroubles,
): StripTrouble | null {
  const [worst, ...others] = troubled;
  if (worst === undefined) return null;
  const { t } = translation;
  const { name, state, key } = worst;
  if (others.length === 0) {
    return {
      tone: 'warn',
      happened: t('verdict.machine', { name, state: state.label }),
      advice: state.meaning,
      button: t('problems.button.openMachine'),
      action: { do: 'open-machine', key },
    };
  }
  return {
    tone: 'warn',
    happened: t('verdict.machines', named(troubled.map((each) => each.name))),
    // One or two lines: what to do stands on the page of each.
    advice: t('verdict.machines.advice', { name, state: state.label }),
    button: t(BUTTONS.machines.text),
    action: BUTTONS.machines.action,
  };
}

function named(names: readonly string[]): {
  readonly count: number;
  readonly names: string;
  readonly more: number;
} {
  const shown = names.slice(0, SHOWN_NAMES);
  return { count: names.length, names: shown.join(', '), more: names.length - shown.length };
}
