/** The user's answer to a machine that waits for approval. */
import { minerConfigSchema } from '../../src-core/index.ts';
import type { MinerConfig, Result } from '../../src-core/index.ts';
import type { Failure, Outcome } from '../../contract/failures.ts';
import type { MiningHost } from '../mining/mining-host.ts';
import type { MinerSettings } from '../settings/miner-settings.ts';

interface ApprovalParts {
  readonly host: Pick<MiningHost, 'snapshot' | 'answerMachine'>;
  readonly settings: Pick<MinerSettings, 'current' | 'save'>;
  /** Called with the settings when the rig's name has joined them. */
  readonly onSaved: (config: MinerConfig) => void;
}

/**
 * Answers the question. An approved rig joins the list of allowed ones, so that the user is not asked
 * about it again; about a refused one the user is asked again after the next start.
 */
export async function approveMachine(
  { host, settings, onSaved }: ApprovalParts,
  { question, accept }: { readonly question: number; readonly accept: boolean },
): Promise<Outcome> {
  const asked = host.snapshot().stratum?.asking.find((each) => each.question === question);
  const answered = host.answerMachine(question, accept);
  if (!answered.ok || !accept || asked === undefined) return answered;
  const saved = await remember(asked.rig, settings);
  if (saved === null) return { ok: true };
  if (saved.ok) onSaved(saved.value);
  return saved.ok ? { ok: true } : { ok: false, failure: saved.error };
}

/** Null when there is nothing to be saved. */
function remember(
  rig: string,
  settings: ApprovalParts['settings'],
): Promise<Result<MinerConfig, Failure>> | null {
  const { stratumAskFirst, stratumAllowedRigs: known } = settings.current();
  const isKnown = known.some((name) => name.toLowerCase() === rig.toLowerCase());
  if (!stratumAskFirst || isKnown) return null;
  const rigs = minerConfigSchema.shape.stratumAllowedRigs.safeParse([...known, rig]);
  // A rig without a name, or one too many, cannot be remembered.
  return rigs.success ? settings.save({ stratumAllowedRigs: rigs.data }) : null;
}
