/** Which pools a machine gets, and which of its own are kept to be put back. Pure. */
import type { DevicePool } from '../device.ts';

/** Ours first, and the others behind it as far as the machine has room. */
export function poolsAfter(
  own: DevicePool,
  now: readonly DevicePool[],
  rules: {
    readonly keepsOthers: boolean;
    readonly maxPools: number;
    readonly isOwn: (url: string) => boolean;
  },
): DevicePool[] {
  const others = rules.keepsOthers ? now.filter(({ url }) => !rules.isOwn(url)) : [];
  return [own, ...others].slice(0, rules.maxPools);
}

/**
 * The pools to put back. Those that were kept before stay, since what the machine has now may be what
 * an earlier attempt left half done; unless there is one that neither they nor we have: then somebody
 * has entered it since.
 */
export function poolsToKeep(
  kept: readonly DevicePool[] | null,
  now: readonly DevicePool[],
  isOwn: (url: string) => boolean,
): readonly DevicePool[] {
  if (kept === null) return now;
  const others = now.filter(({ url }) => !isOwn(url));
  const isNew = (pool: DevicePool): boolean =>
    !kept.some(({ url, user }) => url === pool.url && user === pool.user);
  return others.some(isNew) ? others : kept;
}
