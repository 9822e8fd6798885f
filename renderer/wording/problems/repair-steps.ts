/** What to try, one step after the other, with a machine whose shares are rejected. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import type { MachineSnapshot, ShareRefusal } from '../../../contract/screen-contract.ts';
import { timeOfDayText } from '../figures/moments.ts';
import type { FixButton } from './fix-buttons.ts';

interface RepairStep {
  readonly text: string;
  /** What does it from here; null where it is done at the machine. */
  readonly fix: FixButton | null;
}

type Step = readonly [text: MessageId, fix?: FixButton];

const RESTART: Step = ['repair.restart'];
const FIRMWARE: Step = ['repair.firmware'];
const KADENA: Step = ['repair.kadena'];

const STEPS: Readonly<Record<ShareRefusal['kind'], readonly Step[]>> = {
  'not-subscribed': [RESTART, FIRMWARE],
  'not-authorized': [['repair.login'], RESTART],
  stale: [['repair.network'], RESTART, FIRMWARE],
  'unknown-job': [RESTART, FIRMWARE],
  duplicate: [RESTART, FIRMWARE],
  'low-difficulty': [RESTART, ['repair.difficulty', 'shareDifficulty'], FIRMWARE],
  'nonce2-too-long': [KADENA, FIRMWARE],
  'nonce2-not-hex': [KADENA, FIRMWARE],
};

/** The steps against this refusal, the easiest first. */
export function repairSteps({ t }: Translation, { kind }: ShareRefusal): readonly RepairStep[] {
  return STEPS[kind].map(([text, fix]) => ({ text: t(text), fix: fix ?? null }));
}

/** Whether its last share was accepted, and when; null before any share. */
export function lastShare(
  translation: Translation,
  { lastShareAtMs, lastRefusal }: Pick<MachineSnapshot, 'lastShareAtMs' | 'lastRefusal'>,
): { readonly isGood: boolean; readonly text: string } | null {
  const refusedAtMs = lastRefusal?.atMs ?? -Infinity;
  const acceptedAtMs = lastShareAtMs ?? -Infinity;
  const atMs = Math.max(refusedAtMs, acceptedAtMs);
  if (atMs === -Infinity) return null;
  const isGood = acceptedAtMs > refusedAtMs;
  const time = timeOfDayText(translation, atMs, true);
  return { isGood, text: translation.t(isGood ? 'repair.good' : 'repair.bad', { time }) };
}
