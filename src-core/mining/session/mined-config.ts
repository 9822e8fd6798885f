/** The configuration that mining runs with: that of its start, with what has come into force since. Pure. */
import type { MinerConfig } from '../../config/miner-config.ts';

/** With all rigs let in. */
export function withAllLetIn(mined: MinerConfig): MinerConfig {
  return { ...mined, stratumAskFirst: false, stratumAllowedRigs: [] };
}

/** With a rig that was let in, where the list or the user keeps others out: it mines until mining starts again. */
export function withRigLetIn(mined: MinerConfig, rig: string): MinerConfig {
  const { stratumAllowedRigs: rigs } = mined;
  const isKnown = rigs.some((name) => name.toLowerCase() === rig.toLowerCase());
  return keepsOut(mined) && !isKnown ? { ...mined, stratumAllowedRigs: [...rigs, rig] } : mined;
}

/** With the question about rigs that are not on the list, or without; null where any rig may mine, or would. */
export function withQuestion(mined: MinerConfig, isOn: boolean): MinerConfig | null {
  const asking = { ...mined, stratumAskFirst: isOn };
  return keepsOut(mined) && keepsOut(asking) ? asking : null;
}

function keepsOut({ stratumAskFirst, stratumAllowedRigs }: MinerConfig): boolean {
  return stratumAskFirst || stratumAllowedRigs.length > 0;
}
