/** What became of every block that was found in a case, held against what nodes and files say. Pure. */
import type { OwnBlock } from '../../src-core/state/snapshot-types.ts';
import { isForGood } from './post-book.ts';
import type { Post } from './post-book.ts';

export interface Ledger {
  /** Hashes of the blocks that the miner reported as found. */
  readonly found: readonly string[];
  readonly posts: readonly Post[];
  /** Hashes of the solutions that a node took, whatever it could answer. */
  readonly taken: ReadonlySet<string>;
  /** The history on disk, after the miner has ended. */
  readonly history: readonly OwnBlock[];
  /** Hashes of the blocks that wait in the outbox on disk. */
  readonly waiting: ReadonlySet<string>;
  /** Hashes of the blocks on the chains that count. */
  readonly onChain: ReadonlySet<string>;
  /** Greatest height of each chain. */
  readonly heights: ReadonlyMap<number, number>;
  /** Blocks on top after which a block's fate is known to the miner. */
  readonly settledDepth: number;
}

/** Hashes of blocks. */
export interface Verdict {
  readonly solved: readonly string[];
  /** No node took it, it does not wait on disk, and the miner does not say what became of it. */
  readonly lost: readonly string[];
  /** It counts as accepted or confirmed, but the chain does not have it. */
  readonly falselyReported: readonly string[];
  /** It was posted again after an answer for good. */
  readonly postedTwice: readonly string[];
}

/** Judges a case by its books. */
export function verdictOf(ledger: Ledger): Verdict {
  const { posts, history } = ledger;
  const posted = posts.flatMap(({ id }) => (id === null ? [] : [id]));
  const solved = unique([...ledger.found, ...posted, ...history.map(({ id }) => id)]);
  const known = new Map(history.map((block) => [block.id, block]));
  return {
    solved,
    lost: solved.filter((id) => isLost(id, known.get(id), ledger)),
    falselyReported: history.filter((block) => isFalse(block, ledger)).map(({ id }) => id),
    postedTwice: unique(posts.flatMap(({ id, isRepeat }) => (isRepeat && id !== null ? [id] : []))),
  };
}

function isLost(id: string, block: OwnBlock | undefined, ledger: Ledger): boolean {
  if (ledger.taken.has(id) || ledger.waiting.has(id)) return false;
  return block === undefined || !isSaid(block, ledger);
}

/** Whether what the miner says of a block that no node took is so. */
function isSaid({ id, state, chain, height }: OwnBlock, ledger: Ledger): boolean {
  if (state === 'superseded') {
    return ledger.history.some(
      (other) =>
        other.id !== id &&
        other.chain === chain &&
        other.height === height &&
        ledger.taken.has(other.id),
    );
  }
  if (!['refused', 'uncertain', 'orphaned'].includes(state)) return false;
  return ledger.posts.some(
    (post) => post.id === id && post.isAnswered && post.status !== 200 && isForGood(post.status),
  );
}

function isFalse({ id, state, chain, height }: OwnBlock, ledger: Ledger): boolean {
  if (ledger.onChain.has(id)) return false;
  if (state === 'confirmed') return true;
  if (state !== 'accepted') return false;
  // Another block may take the place of an accepted one, and the miner knows it once it is settled.
  const tip = ledger.heights.get(chain) ?? 0;
  return !ledger.taken.has(id) || tip - height >= ledger.settledDepth;
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
