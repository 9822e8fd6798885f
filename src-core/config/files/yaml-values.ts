/**
 * The values of a YAML document, as the Haskell library yaml takes them: `<<` merges
 * (https://yaml.org/type/merge.html), of two equal keys the last counts. An alias counts as much as
 * what it stands for, so that a few lines cannot stand for a billion values.
 */
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { YAMLMap } from 'yaml';
import { bound } from './text-limits.ts';
import type { FoundAgain } from './text-place.ts';

/** A value with what it is made of. */
interface Held {
  readonly value: unknown;
  /** Values in it, itself included. */
  readonly size: number;
  readonly levels: number;
  /** Of a map. */
  readonly entries?: ReadonlyMap<string, Held>;
  /** Of a list. */
  readonly items?: readonly Held[];
}

interface YamlValues {
  readonly value: unknown;
  readonly repeated: readonly FoundAgain[];
}

/**
 * The values from `root` on.
 * @param refuseAt throws; called for an alias of something that is not complete before it, as in a
 *   cycle, and for a key that is no text
 * @throws {RefusedText} when there are too many values or levels
 */
export function valuesOf(root: unknown, refuseAt: (offset: number) => never): YamlValues {
  const anchors = new Map<string, Held>();
  const repeated: FoundAgain[] = [];
  let total = 0;

  function counted(held: Held): Held {
    total += held.size;
    bound('values', total);
    return held;
  }

  function held(node: unknown, path: readonly string[]): Held {
    bound('levels', path.length);
    if (isAlias(node)) {
      const target = anchors.get(node.source) ?? refuseAt(node.range?.[0] ?? 0);
      bound('levels', path.length + target.levels);
      return counted(target);
    }
    const made = isMap(node)
      ? heldMap(entriesOf(node, path))
      : isSeq(node)
        ? heldList(node.items.map((item) => held(item, [...path, ''])))
        : { value: isScalar(node) ? node.value : null, size: 1, levels: 0 };
    total += 1;
    bound('values', total);
    const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
    if (anchor !== undefined) anchors.set(anchor, made);
    return made;
  }

  function entriesOf(map: YAMLMap, path: readonly string[]): Map<string, Held> {
    const entries = new Map<string, Held>();
    /** Keys that come from `<<` only: a key of the map itself replaces them. */
    const merged = new Set<string>();
    for (const { key: name, value } of map.items) {
      if (!isScalar(name)) return refuseAt(map.range?.[0] ?? 0);
      const key = String(name.value);
      const one = held(value, [...path, key]);
      const sources = key === '<<' ? sourcesOf(one) : null;
      for (const [inner, theirs] of sources ?? []) {
        if (entries.has(inner)) continue;
        entries.set(inner, counted(theirs));
        merged.add(inner);
      }
      if (sources !== null) continue;
      if (entries.has(key) && !merged.delete(key)) {
        const whole = [...path.filter((part) => part !== ''), key].join('.');
        repeated.push({ key: whole, offset: name.range?.[0] ?? 0 });
      }
      entries.set(key, one);
    }
    return entries;
  }

  return { value: held(root, []).value, repeated };
}

/** What `<<` merges, the strongest first; null when it is a key like others. */
function sourcesOf({ entries, items }: Held): (readonly [string, Held])[] | null {
  if (entries !== undefined) return [...entries];
  return items?.flatMap((item) => [...(item.entries ?? [])]) ?? null;
}

function heldMap(entries: ReadonlyMap<string, Held>): Held {
  const value = Object.fromEntries([...entries].map(([key, one]) => [key, one.value]));
  return { value, ...extentOf([...entries.values()]), entries };
}

function heldList(items: readonly Held[]): Held {
  return { value: items.map((item) => item.value), ...extentOf(items), items };
}

function extentOf(parts: readonly Held[]): Pick<Held, 'size' | 'levels'> {
  return {
    size: parts.reduce((sum, { size }) => sum + size, 1),
    levels: parts.reduce((most, { levels }) => Math.max(most, levels), 0) + 1,
  };
}
