/**
 * A map that is never changed: `set` and `delete` give a new one and copy one bucket of many, so
 * that states made from events stay cheap with thousands of entries. Values come in no order.
 */
const BUCKETS = 256;

/** An immutable map in buckets. */
export class BucketMap<Key extends string | number, Value> {
  readonly #buckets: readonly (ReadonlyMap<Key, Value> | undefined)[];
  readonly size: number;

  constructor(
    buckets: readonly (ReadonlyMap<Key, Value> | undefined)[] = new Array<undefined>(BUCKETS),
    size = 0,
  ) {
    this.#buckets = buckets;
    this.size = size;
  }

  /** The value at `key`; undefined where there is none. */
  get(key: Key): Value | undefined {
    return this.#buckets[bucketOf(key)]?.get(key);
  }

  /** Whether there is a value at `key`. */
  has(key: Key): boolean {
    return this.#buckets[bucketOf(key)]?.has(key) ?? false;
  }

  /** This map with `value` at `key`. */
  set(key: Key, value: Value): BucketMap<Key, Value> {
    const place = bucketOf(key);
    const bucket = new Map(this.#buckets[place]);
    const size = this.size + (bucket.has(key) ? 0 : 1);
    return new BucketMap(this.#buckets.with(place, bucket.set(key, value)), size);
  }

  /** This map without `key`. */
  delete(key: Key): BucketMap<Key, Value> {
    if (!this.has(key)) return this;
    const place = bucketOf(key);
    const bucket = new Map(this.#buckets[place]);
    bucket.delete(key);
    return new BucketMap(this.#buckets.with(place, bucket), this.size - 1);
  }

  /** All values, in no order. */
  *values(): Generator<Value> {
    for (const bucket of this.#buckets) if (bucket !== undefined) yield* bucket.values();
  }

  /** All keys, in no order. */
  *keys(): Generator<Key> {
    for (const bucket of this.#buckets) if (bucket !== undefined) yield* bucket.keys();
  }
}

function bucketOf(key: string | number): number {
  if (typeof key === 'number') return key % BUCKETS;
  let mixed = 0;
  for (let at = 0; at < key.length; at += 1) mixed = (mixed * 31 + key.charCodeAt(at)) >>> 0;
  return mixed % BUCKETS;
}
