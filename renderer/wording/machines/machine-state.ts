/** The state of a machine: in a few words, in a sentence, and how much attention it needs. */
import type {
  MachineSnapshot,
  ShareRefusal,
  StratumSnapshot,
} from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { durationText } from '../figures/durations.ts';
import { firstShareLateMs, firstShareText } from './first-share.ts';
import { accessRefusalText, leaveText, shareRefusalText } from './machine-refusals.ts';
import { stageText } from './machine-stages.ts';
import { agoText, timeOfDayText } from '../figures/moments.ts';
import { bestEstimate } from './rate-estimates.ts';
import { refusedSharesAdvice } from './refused-shares-advice.ts';

export interface MachineState {
  /** In one to three words. */
  readonly label: string;
  /** A sentence for the hover and the page of the machine. */
  readonly meaning: string;
  /** Why it does not mine, a sentence; null where there is no reason to show. */
  readonly reason: string | null;
  readonly tone: 'good' | 'calm' | 'warn' | 'bad';
  /** Distinguishes the states without colour. */
  readonly shape: 'dot' | 'half' | 'ring' | 'question' | 'cross' | 'gone' | 'quiet';
}

/** The state of a machine now. One that may just be reconnecting keeps the state it had. */
export function machineState(
  translation: Translation,
  machine: MachineSnapshot,
  asking: StratumSnapshot['asking'],
  nowMs: number,
): MachineState {
  const { t } = translation;
  const { isOnline, stage, refusal } = machine;
  if (!isOnline) return leftState(translation, machine, nowMs);
  if (asksNow(machine, asking)) {
    return {
      label: t('machines.state.asks'),
      meaning: t('machines.meaning.asks'),
      reason: null,
      tone: 'warn',
      shape: 'question',
    };
  }
  if (machine.leftReason?.kind === 'let-in') {
    const text = leaveText(translation, machine.leftReason);
    const label = t('machines.state.letIn');
    return { label, meaning: text, reason: text, tone: 'calm', shape: 'ring' };
  }
  if (refusal !== null) {
    const reason = accessRefusalText(translation, refusal);
    return {
      label: t('machines.state.refused'),
      meaning: t('machines.meaning.refused', { reason }),
      reason,
      tone: 'bad',
      shape: 'cross',
    };
  }
  if (machine.outdatedSinceMs !== null) {
    const time = timeOfDayText(translation, machine.outdatedSinceMs);
    return {
      label: t('machines.state.outdated'),
      meaning: t('machines.meaning.outdated', { time }),
      reason: null,
      tone: 'warn',
      shape: 'quiet',
    };
  }
  if (machine.isAllRefused && machine.lastRefusal !== null) {
    const { refusal: cause } = machine.lastRefusal;
    const reason = shareRefusalText(translation, cause);
    const advice = refusedSharesAdvice(translation, cause);
    return {
      label: t('machines.state.allRefused'),
      meaning: t('machines.meaning.allRefused', { reason, advice }),
      reason,
      tone: 'bad',
      shape: 'cross',
    };
  }
  const silentMs = silenceMs(machine, nowMs);
  if (silentMs === null && isMuchRefused(machine) && machine.lastRefusal !== null) {
    return muchRefusedState(translation, machine, machine.lastRefusal.refusal);
  }
  if (silentMs !== null) {
    const duration = durationText(translation, silentMs / 1000);
    return {
      label: t('machines.state.silent'),
      meaning: t('machines.meaning.silent', { duration }),
      reason: null,
      tone: 'warn',
      shape: 'quiet',
    };
  }
  if (stage === 'job-sent') {
    const isLate = firstShareLateMs(machine, nowMs) !== null;
    return {
      label: t(isLate ? 'machines.state.noShare' : 'machines.state.hasWork'),
      meaning: firstShareText(translation, machine, nowMs),
      reason: null,
      tone: isLate ? 'warn' : 'calm',
      shape: isLate ? 'quiet' : 'half',
    };
  }
  const { state, advice } = stageText(translation, stage);
  const texts = { label: state, meaning: advice, reason: null };
  if (stage === 'mining') return { ...texts, tone: 'good', shape: 'dot' };
  return { ...texts, tone: 'calm', shape: stage === 'first-share' ? 'half' : 'ring' };
}

function muchRefusedState(
  translation: Translation,
  { refusedLately }: MachineSnapshot,
  cause: ShareRefusal,
): MachineState {
  const { t, number } = translation;
  const part = number(refusedLately, { style: 'percent', maximumFractionDigits: 0 });
  const reason = shareRefusalText(translation, cause);
  const advice = refusedSharesAdvice(translation, cause);
  return {
    // Without the part, which is not that of all its shares beside it.
    label: t('machines.state.muchRefused'),
    meaning: t('machines.meaning.muchRefused', { part, reason, advice }),
    reason,
    tone: 'warn',
    shape: 'cross',
  };
}

function leftState(
  translation: Translation,
  { leftAtMs, leftReason }: MachineSnapshot,
  nowMs: number,
): MachineState {
  const { t } = translation;
  const ago = agoText(translation, leftAtMs ?? nowMs, nowMs);
  const reason = leftReason === null ? null : leaveText(translation, leftReason);
  return {
    label: t('machines.state.left', { ago }),
    meaning:
      reason === null
        ? t('machines.meaning.leftUnknown', { ago })
        : t('machines.meaning.left', { ago, reason }),
    reason,
    tone: 'calm',
    shape: 'gone',
  };
}

/** Whether its shares count at `nowMs`, some of them at least. */
export function doesWork(
  machine: MachineSnapshot,
  asking: StratumSnapshot['asking'],
  nowMs: number,
): boolean {
  const { isOnline, stage, refusal, isAllRefused, outdatedSinceMs } = machine;
  if (!isOnline || refusal !== null || isAllRefused || asksNow(machine, asking)) return false;
  if (outdatedSinceMs !== null) return false;
  return (stage === 'mining' || stage === 'first-share') && silenceMs(machine, nowMs) === null;
}

/** Orders machines by their need of attention: the lower, the more of it. */
export function attentionRank(
  machine: MachineSnapshot,
  asking: StratumSnapshot['asking'],
  nowMs: number,
): number {
  if (!machine.isOnline) return 5;
  if (asksNow(machine, asking)) return 1;
  if (machine.refusal !== null || machine.isAllRefused) return 0;
  if (machine.outdatedSinceMs !== null) return 2;
  if (silenceMs(machine, nowMs) !== null || firstShareLateMs(machine, nowMs) !== null) return 2;
  if (isMuchRefused(machine)) return 2;
  return machine.stage === 'mining' ? 4 : 3;
}

/** How many of those that are online were refused, and how many wait for an answer. */
export function keptOut({
  machines,
  asking,
}: Pick<StratumSnapshot, 'machines' | 'asking'>): Readonly<Record<'refused' | 'asks', number>> {
  const online = machines.filter(({ isOnline }) => isOnline);
  const asks = online.filter((machine) => asksNow(machine, asking));
  const refused = online.filter(
    (machine) =>
      machine.refusal !== null && !asks.includes(machine) && machine.leftReason?.kind !== 'let-in',
  );
  return { refused: refused.length, asks: asks.length };
}

function asksNow({ rig, address }: MachineSnapshot, asking: StratumSnapshot['asking']): boolean {
  return asking.some((each) => each.rig === rig && each.address === address);
}

/** Part of its latest shares above which a machine is in trouble: stale ones are few on a sound network. */
const MUCH_REFUSED = 0.2;

/** Whether all or much of what it sends is refused now. */
export function needsRepair(machine: MachineSnapshot): boolean {
  return machine.isOnline && (machine.isAllRefused || isMuchRefused(machine));
}

function isMuchRefused({ refusedLately }: MachineSnapshot): boolean {
  return refusedLately > MUCH_REFUSED;
}

/** This many expected times between two shares without any: by chance one time in 22,000. */
const PATIENCE = 10;
/** No machine counts as silent before this time. */
const SHORTEST_SILENCE_MS = 120_000;

/** For how long a machine has been silent, if that is longer than chance explains; else null. */
function silenceMs(machine: MachineSnapshot, nowMs: number): number | null {
  const { lastShareAtMs, difficulty, hashRate } = machine;
  if (lastShareAtMs === null || difficulty === null) return null;
  // The last hour shows the rate even when the last minutes are empty.
  const rate = Math.max(hashRate.oneHour.hashesPerSecond, bestEstimate(hashRate).hashesPerSecond);
  if (rate <= 0) return null;
  const limitMs = Math.max(SHORTEST_SILENCE_MS, (PATIENCE * difficulty * 1000) / rate);
  const silentMs = nowMs - lastShareAtMs;
  return silentMs > limitMs ? silentMs : null;
}
