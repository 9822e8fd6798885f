/** The configuration that mining runs with: that of its start, with what has come into force since. Pure. */
import type { MinerConfig } from '../../config/miner-config.ts';

/** With all rigs let in. */
export function withAllLetIn(mined: MinerConfig): MinerConfig {
  return { ...mined, stratumAskFirst: false, stratumAllowedRigs: [] };
}

/** With a rig that was let in, where the list or the user keeps others out: it mines until mining starts again. */
export function withRigLetIn(mined: MinerConfig, rig: string): MinerConfig {
  const { stratumAllowedRigs: rigs, stratumAskFirst } = mined;
  const keepsOut = stratumAskFirst || rigs.length > 0;
  const isKnown = rigs.some((name) => name.toLowerCase() === rig.toLowerCase());
  return keepsOut && !isKnown ? { ...mined, stratumAllowedRigs: [...rigs, rig] } : mined;
}
