/** What became of shares: every kind of answer with what it means. */
import type { ShareCounts } from '../stores/facts.ts';

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

/** The commonest reason of refusal; null when nothing was refused. */
export function mainRejection(shares: ShareCounts): (typeof REJECTED_KINDS)[number] | null {
  const most = REJECTED_KINDS.reduce((best, kind) => (shares[kind] > shares[best] ? kind : best));
  return shares[most] === 0 ? null : most;
}

/** Refused shares as a fraction of all; 0 without any. */
export function rejectedPart(shares: ShareCounts): number {
  const rejected = rejectedCount(shares);
  return rejected === 0 ? 0 : rejected / (rejected + shares.accepted);
}
