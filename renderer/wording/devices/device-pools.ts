/** The pools that a machine reports. */
import type { DeviceSnapshot } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';

/** The pool in use, else the first one, and how many more there are. */
export function poolsNowText(
  { t }: Pick<Translation, 't'>,
  { reading, canConfigure }: Pick<DeviceSnapshot, 'reading' | 'canConfigure'>,
): string {
  if (reading === null) return t('find.pools.reading');
  const { pools } = reading;
  const [first] = [...pools].sort((a, b) => Number(b.isActive) - Number(a.isActive));
  if (first === undefined) return t(canConfigure ? 'find.pools.unknown' : 'find.pools.notReported');
  return pools.length === 1
    ? first.url
    : t('find.pools.more', { url: first.url, count: pools.length - 1 });
}
