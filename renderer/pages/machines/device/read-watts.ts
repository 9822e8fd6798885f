/** Watts as they are typed. Pure. */
import type { AppState } from '../../../../contract/screen-contract.ts';

type ReadWatts = { readonly ok: true; readonly watts: number | null } | { readonly ok: false };

/**
 * Whole watts; null for an empty field, which forgets them.
 * @param limits what can be stated, W, both included
 */
export function readWatts(text: string, limits: AppState['measuredWatts']): ReadWatts {
  const plain = text.trim();
  if (plain === '') return { ok: true, watts: null };
  const watts = /^\d{1,9}$/.test(plain) ? Number(plain) : 0;
  return watts >= limits.min && watts <= limits.max ? { ok: true, watts } : { ok: false };
}
