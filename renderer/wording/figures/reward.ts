/** What blocks pay, in coins of their network. */
import type { Translation } from '../../../messages/translation.ts';
import type { Earned } from '../../../contract/screen-contract.ts';
import { UNKNOWN } from './si-number.ts';

/** Networks of Kadena, whose coin is KDA; that of others is not known here. */
const KADENA = /^(mainnet|testnet|recap-development$|development$|pact5-)/;

/** `0.9830 KDA`; `none` where the network pays no coins; a dash while it is not known. */
export function rewardText(
  translation: Translation,
  reward: number | null,
  versionName: string,
): string {
  if (reward === null) return UNKNOWN;
  if (reward === 0) return translation.t('blocks.reward.none');
  const digits = { minimumFractionDigits: 4, maximumFractionDigits: 4 };
  return coinsText(translation, translation.number(reward, digits), versionName);
}

/** The known rewards of a time: `2.31 KDA`, `17.69 KDA`; `unknown` where none of its blocks has one. */
export function earnedText(
  translation: Translation,
  { reward, blocks, unknown }: Earned,
  versionName: string,
): string {
  if (blocks > 0 && unknown === blocks) return translation.t('blocks.earned.unknown');
  // Single blocks stand below each other in a table, with all decimals; a sum reads as people say it.
  const digits = { maximumFractionDigits: reward < 10 ? 4 : 2 };
  return coinsText(translation, translation.number(reward, digits), versionName);
}

/** `2 blocks unknown`: how many rewards are not in the sum; null where all are. */
export function missingText({ t }: Translation, { unknown }: Earned): string | null {
  return unknown === 0 ? null : t('blocks.earned.partly', { count: unknown });
}

function coinsText(translation: Translation, amount: string, versionName: string): string {
  const isKda = KADENA.test(versionName);
  return isKda ? `${amount}\u00a0KDA` : translation.t('blocks.reward.coins', { amount });
}
