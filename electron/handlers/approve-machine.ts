/** The user's answer to a machine that waits for approval, and to one that was refused. */
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
  return remember(asked.rig, { settings, onSaved });
}

/** Lets a rig in that was refused, now, and after the next start by its place on the list. */
export async function letMachineIn(
  {
    host,
    settings,
    onSaved,
  }: Omit<ApprovalParts, 'host'> & { readonly host: Pick<MiningHost, 'letIn'> },
  { rig }: { readonly rig: string },
): Promise<Outcome> {
  const remembered = await remember(rig, { settings, onSaved });
  host.letIn(rig);
  return remembered;
}

/** Rigs that a change adds to a list that was there before: they need no restart to be let in. */
export function joinedRigs(before: MinerConfig, after: MinerConfig): readonly string[] {
  const known = before.stratumAllowedRigs;
  return keepsOut(before) ? after.stratumAllowedRigs.filter((rig) => !known.includes(rig)) : [];
}

/** Whether a change lets every rig in where some were kept out: that needs no restart either. */
export function letsAllIn(before: MinerConfig, after: MinerConfig): boolean {
  return keepsOut(before) && !keepsOut(after);
}

/** Whether a change lets the user be asked about rigs that the list keeps out, or no more: at once, too. */
export function turnsQuestion(before: MinerConfig, after: MinerConfig): boolean {
  const isSame = before.stratumAskFirst === after.stratumAskFirst;
  return !isSame && keepsOut(before) && keepsOut(after);
}

function keepsOut({ stratumAskFirst, stratumAllowedRigs }: MinerConfig): boolean {
  return stratumAskFirst || stratumAllowedRigs.length > 0;
}

/** Adds a rig to the list of allowed ones, where there is one. */
async function remember(
  rig: string,
  { settings, onSaved }: Pick<ApprovalParts, 'settings' | 'onSaved'>,
): Promise<Outcome> {
  const saved = await saveName(rig, settings);
  if (saved === null) return { ok: true };
  if (saved.ok) onSaved(saved.value);
  return saved.ok ? { ok: true } : { ok: false, failure: saved.error };
}

/** Null when there is nothing to be saved. */
function saveName(
  rig: string,
  settings: ApprovalParts['settings'],
): Promise<Result<MinerConfig, Failure>> | null {
  const { stratumAllowedRigs: known } = settings.current();
  const isKnown = known.some((name) => name.toLowerCase() === rig.toLowerCase());
  if (!keepsOut(settings.current()) || isKnown) return null;
  const rigs = minerConfigSchema.shape.stratumAllowedRigs.safeParse([...known, rig]);
  // A rig without a name, or one too many, cannot be remembered.
  return rigs.success ? settings.save({ stratumAllowedRigs: rigs.data }) : null;
}
