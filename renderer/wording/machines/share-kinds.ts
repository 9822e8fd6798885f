/** What happened to shares: every kind of answer with what it means. */
import type { ShareCounts } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';

type ShareKind = keyof ShareCounts;

/** The kinds of rejected shares. */
const REJECTED_KINDS = ['stale', 'duplicate', 'low', 'invalid'] as const;

type RejectedKind = (typeof REJECTED_KINDS)[number];

/** Every kind, in the order in which they are listed. */
export const SHARE_KINDS: readonly ShareKind[] = ['accepted', 'blocks', ...REJECTED_KINDS];

interface ShareKindText {
  readonly name: string;
  readonly meaning: string;
}

const TEXTS: Readonly<Record<ShareKind, Readonly<Record<keyof ShareKindText, MessageId>>>> = {
  accepted: { name: 'machines.share.accepted', meaning: 'machines.share.accepted.meaning' },
  blocks: { name: 'machines.share.blocks', meaning: 'machines.share.blocks.meaning' },
  stale: { name: 'machines.share.stale', meaning: 'machines.share.stale.meaning' },
  duplicate: { name: 'machines.share.duplicate', meaning: 'machines.share.duplicate.meaning' },
  low: { name: 'machines.share.low', meaning: 'machines.share.low.meaning' },
  invalid: { name: 'machines.share.invalid', meaning: 'machines.share.invalid.meaning' },
};

/** What a kind of share is called, and what it means. */
export function shareKindText({ t }: Translation, kind: ShareKind): ShareKindText {
  const { name, meaning } = TEXTS[kind];
  return { name: t(name), meaning: t(meaning) };
}

/** How many shares were rejected, whatever the reason. */
export function rejectedCount(shares: ShareCounts): number {
  return REJECTED_KINDS.reduce((sum, kind) => sum + shares[kind], 0);
}

const REASONS: Readonly<Record<RejectedKind, { alone: MessageId; counted: MessageId }>> = {
  stale: { alone: 'machines.share.stale.short', counted: 'machines.share.stale.counted' },
  duplicate: {
    alone: 'machines.share.duplicate.short',
    counted: 'machines.share.duplicate.counted',
  },
  low: { alone: 'machines.share.low.short', counted: 'machines.share.low.counted' },
  invalid: { alone: 'machines.share.invalid.short', counted: 'machines.share.invalid.counted' },
};

/** Which part was rejected and why, shown below the count: `8% · stale`, or `9% · 6 stale, 2 low`. */
export function rejectionsText(translation: Translation, shares: ShareCounts): string {
  const { t } = translation;
  const part = rejectedPartText(translation, shares);
  const occurred = REJECTED_KINDS.filter((kind) => shares[kind] > 0);
  if (part === null) return '';
  const reasons = occurred.map((kind) => {
    const { alone, counted } = REASONS[kind];
    return occurred.length === 1 ? t(alone) : t(counted, { count: shares[kind] });
  });
  return `${part} · ${reasons.join(', ')}`;
}

/** Which part of all its shares was rejected: `8%`, `0.4%`. Null where none was. */
export function rejectedPartText({ number }: Translation, shares: ShareCounts): string | null {
  const rejected = rejectedCount(shares);
  if (rejected === 0) return null;
  const part = rejected / (rejected + shares.accepted);
  // Neither none nor all, unless it is.
  const shown = shares.accepted === 0 ? 1 : Math.min(0.99, Math.max(0.001, part));
  return number(shown, { style: 'percent', maximumFractionDigits: shown < 0.01 ? 1 : 0 });
}

/** A larger part of rejected shares than this needs attention. */
const MANY_REJECTED = 0.05;

/** `many` where more shares were rejected than a healthy machine has, `all` where none of the latest counts. */
export function rejectedExtent({
  shares,
  isAllRefused,
}: {
  readonly shares: ShareCounts;
  readonly isAllRefused: boolean;
}): 'many' | 'all' | undefined {
  if (isAllRefused) return 'all';
  const rejected = rejectedCount(shares);
  return rejected > MANY_REJECTED * (rejected + shares.accepted) ? 'many' : undefined;
}

/** Every count in a line of its own, for the hover. */
export function sharesText({ t }: Translation, shares: ShareCounts): string {
  return t('machines.share.counts', { ...shares });
}
