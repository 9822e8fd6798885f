/** The moment in which an own block ties into the braid: which links light up, one step after the other. Pure. */
import type { Braid, Knot, Link } from './braid-layout.ts';

/** Steps along the links until the light has faded. */
const STEPS = 4;

/** The links that are one, two, … steps away from a knot, to older blocks. */
export function lightFrom(
  { links }: Pick<Braid, 'links'>,
  hash: string,
): readonly (readonly Link[])[] {
  const linksOf = new Map<string, Link[]>();
  for (const link of links)
    linksOf.set(link.from.hash, [...(linksOf.get(link.from.hash) ?? []), link]);
  const steps: Link[][] = [];
  const reached = new Set([hash]);
  let ends: readonly string[] = [hash];
  while (steps.length < STEPS) {
    const step = ends.flatMap((end) => linksOf.get(end) ?? []);
    if (step.length === 0) break;
    steps.push(step);
    ends = [...new Set(step.map(({ to }) => to.hash))].filter((end) => !reached.has(end));
    for (const end of ends) reached.add(end);
  }
  return steps;
}

/** An own block among these that was not known before; the newest where there are several. */
export function newOwnKnot(knots: readonly Knot[], known: ReadonlySet<string>): Knot | null {
  const fresh = knots.filter(({ hash, own }) => isTied(own) && !known.has(hash));
  return fresh.reduce<Knot | null>(
    (newest, knot) => (newest === null || knot.createdAtMs > newest.createdAtMs ? knot : newest),
    null,
  );
}

/** The own blocks that are part of the chains. */
export function ownHashes(knots: readonly Knot[]): ReadonlySet<string> {
  return new Set(knots.filter(({ own }) => isTied(own)).map(({ hash }) => hash));
}

function isTied(own: Knot['own']): boolean {
  return own === 'accepted' || own === 'confirmed' || own === 'uncertain' || own === 'pending';
}
