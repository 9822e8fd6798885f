/**
 * Which solutions compete for one place in a chain. A node takes a payload once, so a second
 * solution of the same work gets a 404; and of two blocks on one parent only one can join the
 * chain. (chainweb-node, `Chainweb.Miner.RestAPI.Server`, solvedHandler.)
 */
import { toBase64Url } from '../../chainweb/block-hash.ts';
import { decodeWorkHeader } from '../../chainweb/work-header.ts';

/** The place of a block in its chain, as texts that can be compared. */
interface BlockPlace {
  /** Chain, parent and payload: one piece of work, whatever its creation time. */
  readonly work: string;
  /** Chain and parent. */
  readonly parent: string;
}

/** The place of a header, solved or not; null for bytes that are no header. */
export function placeOf(bytes: Uint8Array): BlockPlace | null {
  const header = decodeWorkHeader(bytes);
  if (!header.ok) return null;
  const { chain, parent, payloadHash } = header.value;
  const place = `${chain} ${toBase64Url(parent)}`;
  return { parent: place, work: `${place} ${toBase64Url(payloadHash)}` };
}

/** Remembers which places own blocks have taken. */
interface SolvedPlaces {
  /** A node accepted a block there. */
  taken(place: BlockPlace | null, id: string): void;
  /** A node issues work there (again): the block that it had accepted may be lost. */
  issued(bytes: Uint8Array): void;
  /** The block that a node accepted there; null without one. */
  ownBlockAt(place: BlockPlace | null): string | null;
  /** Whether a node accepted a block there and has issued no work for that place since. */
  isFull(place: BlockPlace | null): boolean;
}

/** Far more parents than there are in five minutes, after which nodes forget payloads. */
const REMEMBERED = 2_000;

/** No place is taken yet. */
export function createSolvedPlaces(): SolvedPlaces {
  const taken = new Map<string, { readonly id: string; readonly isFull: boolean }>();
  const at = (place: BlockPlace | null): ReturnType<typeof taken.get> =>
    place === null ? undefined : taken.get(place.parent);
  return {
    taken(place, id) {
      if (place === null) return;
      taken.delete(place.parent);
      taken.set(place.parent, { id, isFull: true });
      const [oldest] = taken.keys();
      if (taken.size > REMEMBERED && oldest !== undefined) taken.delete(oldest);
    },
    issued(bytes) {
      if (taken.size === 0) return;
      const place = placeOf(bytes);
      const known = at(place);
      if (place !== null && known !== undefined) {
        taken.set(place.parent, { ...known, isFull: false });
      }
    },
    ownBlockAt: (place) => at(place)?.id ?? null,
    isFull: (place) => at(place)?.isFull ?? false,
  };
}
