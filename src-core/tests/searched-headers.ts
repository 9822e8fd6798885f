/** What workers searched, by headers without their nonces: no two workers may have any in common. */
import { LOOP_LIMIT } from '../chainweb/search-space.ts';
import { decodeWorkHeader } from '../chainweb/work-header.ts';
import { unwrap } from '../result.ts';

export class SearchedHeaders {
  /** Who searched a header, and under which job. */
  readonly #searches = new Map<string, string>();
  /** Who has the creation times that are such a remainder modulo {@link LOOP_LIMIT}, µs. */
  readonly #times = new Map<number, string>();
  readonly #counts = new Map<string, number>();
  /** What two workers have in common, in words. */
  readonly collisions: string[] = [];

  /**
   * Takes a header that a worker searched: one that it solved, or the job of a machine.
   * @param owner who has creation times of its own: `CPU 0`, or all machines together
   * @param job names the job among those of `owner`, where there are several of one header's work
   */
  add(owner: string, bytes: Uint8Array, job = ''): void {
    const { chain, parent, payloadHash, creationTimeMicros } = unwrap(decodeWorkHeader(bytes));
    const [parentText, payload] = [parent, payloadHash].map((hash) =>
      Buffer.from(hash).toString('hex'),
    );
    const header = `${chain} ${parentText} ${payload} ${creationTimeMicros}`;
    const search = `${owner} ${job}`;
    const before = this.#searches.get(header);
    if (before === undefined) this.#counts.set(owner, (this.#counts.get(owner) ?? 0) + 1);
    else if (before !== search) this.collisions.push(`${header}: ${before} and ${search}`);
    this.#searches.set(header, search);

    const time = Number(creationTimeMicros % BigInt(LOOP_LIMIT));
    const other = this.#times.get(time) ?? owner;
    if (other !== owner)
      this.collisions.push(`${time} modulo ${LOOP_LIMIT}: ${other} and ${owner}`);
    this.#times.set(time, owner);
  }

  /** Different headers of each owner. */
  counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }
}
