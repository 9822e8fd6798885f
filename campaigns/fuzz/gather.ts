/** Adds to the corpus what random inputs reach and the corpus does not. */
import fc from 'fast-check';
import { whole } from '../table.ts';
import { watchCode } from './code-reached.ts';
import { keepGathered, keptInputs } from './corpus.ts';
import { inTurns } from './door.ts';
import { loadDoor } from './doors.ts';

/** Part of a whole campaign that is looked at, where nothing else is asked for. */
const PART = 50;
/** Characters of an input that is kept. */
const LONGEST = 4_000;

/**
 * Gathers inputs for each door.
 * @param given how many are looked at for each; null for a fiftieth of a campaign, at most 2,000
 */
export async function gather(
  doors: readonly string[],
  seed: number,
  given: number | null,
): Promise<void> {
  const code = await watchCode();
  for (const name of doors) {
    const door = await loadDoor(name);
    const behind = await door.open();
    await code.forget();
    for (const kept of keptInputs(name)) {
      for (const some of inTurns(kept.inputs, door.together)) await behind.send(some);
    }
    await code.hasGrown();
    const gathered: unknown[] = [];
    const inputs = given ?? Math.min(2_000, Math.ceil(door.inputs / PART));
    for (const input of fc.sample(door.input, { seed, numRuns: inputs })) {
      await behind.send([input]);
      const isNew = await code.hasGrown();
      if (isNew && JSON.stringify(input).length <= LONGEST) gathered.push(input);
    }
    await behind.close?.();
    const count = keepGathered(name, gathered);
    console.log(`${name}: ${gathered.length} added, ${whole(count)} gathered in all`);
  }
  code.close();
}
