/** Listings of a long chain: how much a page holds, and blocks whose payload is unknown. */
import { beforeAll, describe, expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { unwrap } from '../../result.ts';
import { openPracticeChain } from '../chain/practice-chain.ts';
import { practiceNetwork } from '../chain/practice-network.ts';
import { openStoreIn } from '../chain/practice-store.ts';
import { createHeaderRoutes } from './header-routes.ts';

const network = practiceNetwork('singleton', null, 1);
const only = mkChainId(0);
const HEIGHT = 380;

let answer: ReturnType<typeof createHeaderRoutes>['answer'];
let hashes: string[];
beforeAll(() => {
  const store = unwrap(openStoreIn(null, network.versionName, false));
  const chain = openPracticeChain(network, store, 1_000n);
  hashes = [chain.tip(only).hashText];
  for (let now = 2_000n; hashes.length <= HEIGHT; now += 1_000n) {
    // As in a file of an earlier version: what these blocks hold was not kept.
    const header = chain.extend(only, new Uint8Array(32), now);
    if (header === null) throw new Error('the chain cannot be mined');
    hashes.push(chain.accept(header, now).block.hashText);
  }
  ({ answer } = createHeaderRoutes(store, network.versionName));
});

function page(path: string, query = '', body = ''): { items: unknown[]; next: string | null } {
  const reply = answer(only, path.split('/'), {
    method: body === '' ? 'GET' : 'POST',
    ...{ path: [], query: new URLSearchParams(query), contentType: 'application/json' },
    ...{ accept: null, body: Buffer.from(body) },
  });
  expect(reply.status).toBe(200);
  return JSON.parse(String(reply.body)) as { items: unknown[]; next: string | null };
}

describe('a page', () => {
  it('has 360 headers at most, and then where to continue', () => {
    const { items, next } = page('header');
    expect([items.length, next]).toEqual([360, `inclusive:${hashes[360]}`]);
    expect(page('header', 'limit=999').items).toHaveLength(360);
    const rest = page('header', `next=${next}`);
    expect([rest.items.length, rest.next]).toEqual([21, `exclusive:${hashes[380]}`]);
  });

  it('has more hashes than headers', () => {
    expect(page('hash').items).toEqual(hashes);
    const branch = page('hash/branch', '', JSON.stringify({ upper: [hashes[HEIGHT]] }));
    expect(branch.items).toEqual(hashes.toReversed());
  });

  it('leaves out blocks whose payload was not kept', () => {
    const { items } = page('block');
    expect(items).toMatchObject([{ header: { hash: hashes[0], height: 0 } }]);
  });
});
