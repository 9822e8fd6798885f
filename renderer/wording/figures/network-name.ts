/** What a network is called. */
import type { Translation } from '../../../messages/translation.ts';
import { isPractice } from '../../stores/blocks/practice-network.ts';

/** `mainnet01`; `practice network`, or `practice network (triangle)` for one of another graph. */
export function networkName({ t }: Translation, versionName: string): string {
  if (!isPractice(versionName)) return versionName;
  const graph = versionName.slice('practice-'.length);
  return graph === '' ? t('frame.practice') : `${t('frame.practice')} (${graph})`;
}
