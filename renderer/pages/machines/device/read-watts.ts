/** Watts as they are typed. Pure. */

/** The limits of the core. */
const MOST = 100_000;

type ReadWatts = { readonly ok: true; readonly watts: number | null } | { readonly ok: false };

/** Whole watts; null for an empty field, which forgets them. */
export function readWatts(text: string): ReadWatts {
  const plain = text.trim();
  if (plain === '') return { ok: true, watts: null };
  const watts = /^\d{1,6}$/.test(plain) ? Number(plain) : 0;
  return watts >= 1 && watts <= MOST ? { ok: true, watts } : { ok: false };
}
