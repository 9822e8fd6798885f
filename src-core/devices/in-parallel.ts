/** Doing the same for many, a few at a time. */

/**
 * Calls `work` with each item, at most `atOnce` at a time, in their order. Resolves when all are done.
 * What `work` throws is thrown here.
 */
export async function inParallel<T>(
  items: Iterable<T>,
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  async function lane(): Promise<void> {
    for (let next = rest.next(); next.done !== true; next = rest.next()) await work(next.value);
  }
  await Promise.all(Array.from({ length: atOnce }, lane));
}
