/** What became of shares: every kind of answer with what it means. */
import type { Translation } from '../../messages/translation.ts';
import type { ShareCounts } from '../../contract/screen-contract.ts';
import { countText } from './si-number.ts';

export type ShareKind = keyof ShareCounts;

interface ShareWords {
  readonly word: string;
  readonly meaning: string;
}

const WORDS: Readonly<Record<ShareKind, ShareWords>> = {
  accepted: {
    word: 'Accepted',
    meaning: 'Proof of work that counts for the hash rate.',
  },
  blocks: {
    word: 'Blocks',
    meaning: 'Accepted shares that solved a block and went to the node.',
  },
  stale: {
    word: 'Stale',
    meaning:
      'For a block that somebody found meanwhile. A few are normal; many mean a slow way to the machine.',
  },
  duplicate: {
    word: 'Duplicate',
    meaning: 'Sent a second time. Some firmware does that after it reconnects.',
  },
  low: {
    word: 'Low difficulty',
    meaning:
      'Easier than was asked for. Many mean a machine that ignores the difficulty it is given.',
  },
  invalid: {
    word: 'Invalid',
    meaning:
      'Malformed or not allowed to mine. Check the firmware, the user name and the password.',
  },
};

/** The kinds of refused shares. */
export const REJECTED_KINDS = ['stale', 'duplicate', 'low', 'invalid'] as const;

/** Every kind, in the order in which they are listed. */
export const SHARE_KINDS: readonly ShareKind[] = ['accepted', 'blocks', ...REJECTED_KINDS];

export function shareWords(kind: ShareKind): ShareWords {
  return WORDS[kind];
}

/** How many shares were refused, whatever the reason. */
export function rejectedCount(shares: ShareCounts): number {
  return REJECTED_KINDS.reduce((sum, kind) => sum + shares[kind], 0);
}

/** The reasons of refusal that occurred, to stand below their count: `stale`, or `6 stale, 2 low`. */
export function rejectionsText(translation: Translation, shares: ShareCounts): string {
  const occurred = REJECTED_KINDS.filter((kind) => shares[kind] > 0);
  if (occurred.length <= 1) return occurred.join();
  return occurred.map((kind) => `${countText(translation, shares[kind])} ${kind}`).join(', ');
}

/** More refused shares than this part of all are worth a look. */
const MANY_REJECTED = 0.05;

/** Whether more shares were refused than a healthy machine has. */
export function hasManyRejected(shares: ShareCounts): boolean {
  const rejected = rejectedCount(shares);
  return rejected > MANY_REJECTED * (rejected + shares.accepted);
}

/** Every count in a line, for the hover. */
export function sharesText(translation: Translation, shares: ShareCounts): string {
  return SHARE_KINDS.map(
    (kind) => `${shareWords(kind).word}: ${countText(translation, shares[kind])}`,
  ).join('\n');
}
