/** Own blocks step by step, where some are not stored yet. Pure. */
import type { OwnBlock } from '../../state/snapshot-types.ts';
import type { BlockStep, StepSpan } from '../block-table.ts';

/**
 * The steps of stored blocks, with blocks that are newer than their stored ones, or not stored at all.
 * @param isCounted whether a block is stored, and so counted in its step already
 * @returns oldest first
 */
export function addToSteps(
  { fromMs, toMs, stepMs }: StepSpan,
  stored: readonly BlockStep[],
  others: readonly OwnBlock[],
  isCounted: (block: OwnBlock) => boolean,
): readonly BlockStep[] {
  if (others.length === 0) return stored;
  const placeOf = ({ foundAtMs }: OwnBlock): number => Math.floor(foundAtMs / stepMs);
  const steps = new Map(stored.map((step) => [placeOf(step.newest), step]));
  for (const block of others) {
    if (block.foundAtMs < fromMs || block.foundAtMs > toMs) continue;
    const place = placeOf(block);
    const { newest, count } = steps.get(place) ?? { newest: block, count: 0 };
    const isNewest = block.id === newest.id || block.foundAtMs > newest.foundAtMs;
    steps.set(place, {
      newest: isNewest ? block : newest,
      count: isCounted(block) ? count : count + 1,
    });
  }
  return [...steps.values()].sort((a, b) => a.newest.foundAtMs - b.newest.foundAtMs);
}
