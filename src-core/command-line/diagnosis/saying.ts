/** What the report says about a check. */
import type { SkipReason } from '../../diagnosis/checks.ts';

export interface Saying {
  /** A sentence or two. */
  readonly says: string;
  /** What to do; null where nothing needs to be done. */
  readonly fix: string | null;
}

const REASONS: Readonly<Record<SkipReason, string>> = {
  'no-configuration': 'Not checked: the configuration cannot be read.',
  'earlier-check': 'Not checked: an earlier check failed.',
  practice: 'Not needed on the practice network.',
  'no-stratum': 'Not needed: no machines connect with these workers.',
  'other-system': 'Not checked on this system.',
  'no-history': 'Nothing is stored in the data folder yet.',
  unreadable: 'This cannot be read.',
};

/** Why a check was not made. */
export function skippedSaying({
  reason,
  detail,
}: {
  readonly reason: SkipReason;
  readonly detail: string | null;
}): Saying {
  const says = REASONS[reason];
  return { says: detail === null ? says : withDetail(says, detail), fix: null };
}

/** A sentence with the words of a system or peer in brackets before its full stop. */
export function withDetail(sentence: string, detail: string): string {
  return `${sentence.replace(/\.$/, '')} (${detail}).`;
}
