/** The blocks of a practice node's chains, as the node itself reports them. */
import type { PracticeNode } from '../practice/practice-node.ts';

/** Headers in one answer; a test's chains are shorter. */
const PAGE = 1_000;

export interface ChainBlocks {
  /** Hashes of all blocks, base64url. */
  readonly hashes: ReadonlySet<string>;
  /** The greatest height of each chain. */
  readonly heights: ReadonlyMap<number, number>;
}

/** Asks a node for every block below its cut. */
export async function blocksOnChain({
  url,
  versionName,
}: Pick<PracticeNode, 'url' | 'versionName'>): Promise<ChainBlocks> {
  const base = `${url}/chainweb/0.0/${versionName}`;
  const cut = (await (await fetch(`${base}/cut`)).json()) as {
    hashes: Record<string, { hash: string; height: number }>;
  };
  const hashes = new Set<string>();
  const heights = new Map<number, number>();
  for (const [chain, { hash, height }] of Object.entries(cut.hashes)) {
    heights.set(Number(chain), height);
    const branch = await fetch(`${base}/chain/${chain}/header/branch?limit=${PAGE}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json;blockheader-encoding=object',
      },
      body: JSON.stringify({ lower: [], upper: [hash] }),
    });
    const { items } = (await branch.json()) as { items: { hash: string }[] };
    for (const item of items) hashes.add(item.hash);
  }
  return { hashes, heights };
}
