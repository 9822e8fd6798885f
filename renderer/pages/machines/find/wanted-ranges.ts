/** The ranges that a search is to cover. Pure. */
import type { SearchRange } from '../../../../contract/screen-contract.ts';

/**
 * The ticked networks, then what was typed. Virtual ones are unticked at first, all others ticked.
 * @param unlike the ranges whose tick was changed
 */
export function wantedRanges(
  ranges: readonly SearchRange[],
  unlike: ReadonlySet<string>,
  typed: string,
): readonly string[] {
  const ticked = ranges.filter(({ range, isVirtual }) => isVirtual === unlike.has(range));
  const others = typed.split(/[\s,;]+/).filter((each) => each !== '');
  return [...new Set([...ticked.map(({ range }) => range), ...others])];
}
