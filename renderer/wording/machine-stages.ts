/** The stages of a machine, what it waits for at each, and its state in one word. */
import type { Translation } from '../../messages/translation.ts';
import type {
  MachineSnapshot,
  MachineStage,
  StratumSnapshot,
} from '../../contract/screen-contract.ts';
import type { MachineReason } from './machine-refusals.ts';
import { bestEstimate } from './rate-estimates.ts';
import { durationText } from './durations.ts';
import { agoText } from './moments.ts';
import { UNKNOWN } from './si-number.ts';

interface StageWords {
  /** As the dots name it. */
  readonly name: string;
  /** The state of a machine that has come so far and no farther. */
  readonly word: string;
  /** What to do when it stays there, one sentence. */
  readonly advice: string;
}

/** Every stage, in order. */
export const STAGES: readonly MachineStage[] = [
  'connected',
  'subscribed',
  'authorized',
  'job-sent',
  'first-share',
  'mining',
];

const WORDS: Readonly<Record<MachineStage, StageWords>> = {
  connected: {
    name: 'Connected',
    word: 'Connected',
    advice:
      'It is connected but does not speak: check that its pool address begins with stratum+tcp:// and that it mines Kadena.',
  },
  subscribed: {
    name: 'Subscribed',
    word: 'Subscribed',
    advice: 'It gave no user name that may mine: enter a user name and password in the machine.',
  },
  authorized: {
    name: 'Authorised',
    word: 'Waits for work',
    advice: 'It is let in and waits for work: Heddle has none while the node is not reached.',
  },
  'job-sent': {
    name: 'Job sent',
    word: 'Has work',
    advice:
      'It has work but found no share yet: give it ten minutes, then restart it or let it mine at a lower difficulty.',
  },
  'first-share': {
    name: 'First share',
    word: 'First shares',
    advice: 'Its first shares are in: after the third one its hash rate is known.',
  },
  mining: { name: 'Mining', word: 'Mining', advice: 'All is well: it sends shares.' },
};

/** The words of a stage. */
export function stageWords(stage: MachineStage): StageWords {
  return WORDS[stage];
}

export interface MachineState {
  readonly word: string;
  /** A sentence for the hover and the page of the machine. */
  readonly meaning: string;
  /** Why it does not mine, see {@link machineReasonText}; null where that is no question. */
  readonly reason: MachineReason | null;
  readonly tone: 'good' | 'calm' | 'warn' | 'bad';
  /** Tells the states apart without colour. */
  readonly shape: 'dot' | 'half' | 'ring' | 'question' | 'cross' | 'gone' | 'quiet';
}

/** So many expected times between two shares without any: one time in 22 000 by mere chance. */
const PATIENCE = 10;
/** No machine is called silent sooner. */
const SHORTEST_SILENCE_MS = 120_000;

/** What to say of a machine now. One that reconnects within seconds stays what it was. */
export function machineState(
  translation: Translation,
  machine: MachineSnapshot,
  asking: StratumSnapshot['asking'],
  nowMs: number,
): MachineState {
  const { isOnline, stage, refusal, leftAtMs, leftReason } = machine;
  if (!isOnline) {
    const when = leftAtMs === null ? '' : ` ${agoText(translation, leftAtMs, nowMs)}`;
    return {
      word: `Left${when}`,
      meaning: `It left${when}.`,
      reason: leftReason === null ? null : { why: 'left', reason: leftReason },
      tone: 'calm',
      shape: 'gone',
    };
  }
  if (asksNow(machine, asking)) {
    return {
      word: 'Asks to mine',
      meaning: 'It waits for your answer.',
      reason: null,
      tone: 'warn',
      shape: 'question',
    };
  }
  if (refusal !== null) {
    return {
      word: 'Refused',
      meaning: 'It may not mine.',
      reason: { why: 'refused', reason: refusal },
      tone: 'bad',
      shape: 'cross',
    };
  }
  const silentMs = silenceMs(machine, nowMs);
  if (silentMs !== null) {
    return {
      word: 'Silent',
      meaning: `It is connected but has sent no share for ${durationText(translation, silentMs / 1000)}. Restart the machine if it stays like this.`,
      reason: null,
      tone: 'warn',
      shape: 'quiet',
    };
  }
  const { word, advice } = WORDS[stage];
  const words = { word, meaning: advice, reason: null };
  if (stage === 'mining') return { ...words, tone: 'good', shape: 'dot' };
  const hasWork = stage === 'job-sent' || stage === 'first-share';
  return { ...words, tone: 'calm', shape: hasWork ? 'half' : 'ring' };
}

/** Orders machines by their need of attention: the lower, the more of it. */
export function attentionRank(
  machine: MachineSnapshot,
  asking: StratumSnapshot['asking'],
  nowMs: number,
): number {
  if (!machine.isOnline) return 5;
  if (asksNow(machine, asking)) return 1;
  if (machine.refusal !== null) return 0;
  if (silenceMs(machine, nowMs) !== null) return 2;
  return machine.stage === 'mining' ? 4 : 3;
}

function asksNow({ rig, address }: MachineSnapshot, asking: StratumSnapshot['asking']): boolean {
  return asking.some((each) => each.rig === rig && each.address === address);
}

/** For how long a machine has been silent, if that is longer than chance explains; else null. */
function silenceMs(machine: MachineSnapshot, nowMs: number): number | null {
  const { lastShareAtMs, difficulty, hashRate } = machine;
  if (lastShareAtMs === null || difficulty === null) return null;
  // The hour before tells the rate also when the last minutes are empty.
  const rate = Math.max(hashRate.oneHour.hashesPerSecond, bestEstimate(hashRate).hashesPerSecond);
  if (rate <= 0) return null;
  const limitMs = Math.max(SHORTEST_SILENCE_MS, (PATIENCE * difficulty * 1000) / rate);
  const silentMs = nowMs - lastShareAtMs;
  return silentMs > limitMs ? silentMs : null;
}

/** What a machine is called: its rig's name, or its address before it has told one. */
export function machineName({ rig, address }: Pick<MachineSnapshot, 'rig' | 'address'>): string {
  return rig === null || rig === '' ? addressText(address) : rig;
}

/** An address as people know it: IPv4 peers of an IPv6 socket bear a prefix. */
export function addressText(address: string): string {
  return address.replace(/^::ffff:/i, '');
}

/** log2 of a share's expected hashes, with a decimal where it is between two levels. */
export function levelText(translation: Translation, level: number | null): string {
  if (level === null) return UNKNOWN;
  return translation.number(level, { maximumFractionDigits: 1 });
}
