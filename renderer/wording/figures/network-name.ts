/** What a network is called. */
import type { Translation } from '../../../messages/translation.ts';

/** Whether a network is one of practice, by the names that practice nodes give: its coins are none. */
export function isPractice(versionName: string): boolean {
  return versionName === 'practice' || versionName.startsWith('practice-');
}

/** `mainnet01`; `practice network`, or `practice network (triangle)` for one of another graph. */
export function networkName({ t }: Translation, versionName: string): string {
  if (!isPractice(versionName)) return versionName;
  const graph = versionName.slice('practice-'.length);
  return graph === '' ? t('frame.practice') : `${t('frame.practice')} (${graph})`;
}
