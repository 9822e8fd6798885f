/** Notices of machines that hardly come, for the start and the diagnosis. */

/** Which topics, and what to do about it. */
export function withoutSharesText(topics: readonly string[]) {
  return {
    says: `Shares are whole blocks, so notices of these are rare or never come: ${topics.join(', ')}.`,
    fix: 'Set --stratum-difficulty period:10, for a share about every 10 s.',
  };
}
