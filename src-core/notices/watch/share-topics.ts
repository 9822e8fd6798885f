/** Notices that are judged by the shares of machines. */
import type { MinerConfig } from '../../config/miner-config.ts';
import { workersOf } from '../../config/workers-of.ts';
import type { NoticeTopic } from '../notice.ts';

type ShareRules = Pick<
  MinerConfig,
  | 'worker'
  | 'workers'
  | 'practice'
  | 'stratumDifficulty'
  | 'notifyKinds'
  | 'notifyRateBelow'
  | 'notifyRejectsAbove'
>;

/** A machine is judged by some 20 shares in ten minutes. */
const BY_SHARES: readonly NoticeTopic[] = ['rate-low', 'rejects-high'];

/**
 * The topics that are switched on and yet hardly reported: where only whole blocks are shares, a machine
 * has none for weeks. On the practice network blocks are easy.
 */
export function topicsWithoutShares(rules: ShareRules): readonly NoticeTopic[] {
  const { practice, notifyKinds, notifyRateBelow, notifyRejectsAbove } = rules;
  const isBlock = String(rules.stratumDifficulty).trim().toLowerCase() === 'block';
  if (!workersOf(rules).includes('stratum') || practice || !isBlock) return [];
  return BY_SHARES.filter(
    (topic) =>
      notifyKinds.includes(topic) &&
      !(topic === 'rate-low' && notifyRateBelow === 0) &&
      !(topic === 'rejects-high' && notifyRejectsAbove === 1),
  );
}
