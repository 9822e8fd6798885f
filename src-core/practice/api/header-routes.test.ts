import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../logging/logger.ts';
import { unwrap } from '../../result.ts';
import { startPracticeNode } from '../practice-node.ts';
import type { PracticeNode } from '../practice-node.ts';
import { MINER, api, readJob } from '../tests/mini-client.ts';
import type { Answered } from '../tests/mini-client.ts';

const BINARY = 'application/octet-stream';
const OBJECT = 'application/json;blockheader-encoding=object';
const { logger } = createLog({ level: 'quiet', sink: () => undefined });

let node: PracticeNode;
let client: ReturnType<typeof api>;
/** Hashes on the only chain, by height, and the orphan at height 2. */
let chain: string[];
let orphan: string;

interface Page<Item = string> {
  readonly limit: number;
  readonly items: readonly Item[];
  readonly next: string | null;
}

function page<Item = string>(answer: Answered): Page<Item> {
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text) as Page<Item>;
}

const hashOf = (item: string): string =>
  Buffer.from(item, 'base64url').subarray(-32).toString('base64url');

const byHash = (...hashes: string[]): string[] =>
  hashes.sort((a, b) => Buffer.compare(Buffer.from(a, 'base64url'), Buffer.from(b, 'base64url')));

/** A singleton of heights 0 … 6 with an orphan at height 2. */
beforeEach(async () => {
  node = unwrap(await startPracticeNode({ port: 0, graph: 'singleton', checkPow: false }, logger));
  client = api(node.url, node.versionName);
  for (let height = 1; height <= 6; height += 1) {
    const work = readJob((await client.work()).body).work;
    const key = 'cd'.repeat(32);
    const other = { ...MINER, account: `k:${key}`, 'public-keys': [key] };
    const late = height === 2 ? readJob((await client.work(other)).body).work : null;
    expect((await client.solved(work)).status).toBe(200);
    if (late !== null) expect((await client.solved(late)).status).toBe(200);
  }
  const newest = JSON.parse((await client.get('cut')).text) as {
    hashes: Record<string, { hash: string }>;
  };
  let hash = newest.hashes['0']?.hash ?? '';
  chain = [];
  for (let height = 6; height >= 0; height -= 1) {
    chain.unshift(hash);
    const header = (await client.get(`chain/0/header/${hash}`, BINARY)).body;
    hash = header.subarray(16, 48).toString('base64url');
  }
  const all = page(await client.get('chain/0/hash'));
  orphan = all.items.find((item) => !chain.includes(item)) ?? '';
});

afterEach(() => node.kill());

describe('one header', () => {
  it('comes as text, as bytes and as an object, with the same content', async () => {
    const path = `chain/0/header/${chain[3]}`;
    const text = await client.get(path);
    expect(text.headers['content-type']).toBe('application/json;charset=utf-8');
    const bytes = await client.get(path, BINARY);
    expect(bytes.headers['content-type']).toBe(BINARY);
    expect(bytes.body.length).toBe(210);
    expect(JSON.parse(text.text)).toBe(bytes.body.toString('base64url'));
    const object = await client.get(path, OBJECT);
    expect(object.headers['content-type']).toBe(OBJECT);
    const field = (from: number, to: number): string =>
      bytes.body.subarray(from, to).toString('base64url');
    expect(JSON.parse(object.text)).toEqual({
      nonce: '0',
      creationTime: Number(bytes.body.readBigInt64LE(8)),
      parent: chain[2],
      adjacents: {},
      target: field(50, 82),
      payloadHash: field(82, 114),
      chainId: 0,
      weight: field(118, 150),
      height: 3,
      chainwebVersion: 'practice-singleton',
      epochStart: Number(bytes.body.readBigInt64LE(162)),
      featureFlags: 0,
      hash: chain[3],
    });
  });

  it('is found on the chain and beside it', async () => {
    expect((await client.get(`chain/0/header/${orphan}`)).status).toBe(200);
  });

  it('that is unknown is 404, in the words of the node', async () => {
    const key = 'A'.repeat(43);
    const answer = await client.get(`chain/0/header/${key}`);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
    expect(JSON.parse(answer.text)).toEqual({ reason: 'key not found', key });
  });

  it('is refused for a name that is no hash, and in a form that does not exist', async () => {
    expect((await client.get('chain/0/header/xyz')).status).toBe(400);
    expect((await client.get(`chain/0/header/${chain[0]}`, 'text/html')).status).toBe(406);
    expect((await client.get(`chain/0/header/${chain[0]}/more`)).status).toBe(404);
    expect((await client.post(`chain/0/header/${chain[0]}`, {})).status).toBe(405);
  });
});

describe('a listing', () => {
  const byHeight = (): string[] => {
    const level = byHash(chain[2] ?? '', orphan);
    return [...chain.slice(0, 2), ...level, ...chain.slice(3)];
  };

  it('has all blocks, orphans too, by height and hash, and a cursor for those to come', async () => {
    const { items, limit, next } = page(await client.get('chain/0/header'));
    expect(items.map(hashOf)).toEqual(byHeight());
    expect(limit).toBe(8);
    expect(next).toBe(`exclusive:${chain[6]}`);
    expect(page(await client.get('chain/0/hash')).items).toEqual(byHeight());
  });

  it('can be read page by page to its end and on', async () => {
    const seen: string[] = [];
    let next: string | null = null;
    for (let pages = 0; pages < 3; pages += 1) {
      const cursor: string = next === null ? '' : `&next=${encodeURIComponent(next)}`;
      const part: Page = page(await client.get(`chain/0/header?limit=3${cursor}`));
      expect(part.limit).toBe(part.items.length);
      seen.push(...part.items.map(hashOf));
      next = part.next;
    }
    expect(seen).toEqual(byHeight());
    expect(next).toBe(`exclusive:${chain[6]}`);
    const empty = page(await client.get(`chain/0/header?next=${next}`));
    expect(empty).toEqual({ limit: 0, items: [], next: null });
  });

  it('is bounded by heights', async () => {
    const path = 'chain/0/hash?minheight=3&maxheight=5';
    expect(page(await client.get(path)).items).toEqual(chain.slice(3, 6));
    expect(page(await client.get('chain/0/hash?minheight=99'))).toEqual({
      limit: 0,
      items: [],
      next: null,
    });
    const low = await client.get(`chain/0/hash?minheight=4&next=inclusive:${chain[3]}`);
    expect(page(low).items).toEqual([]);
    const high = await client.get(`chain/0/hash?minheight=4&next=inclusive:${chain[5]}`);
    expect(page(high).items).toEqual(chain.slice(5));
  });

  it('of no items still says where to begin', async () => {
    expect(page(await client.get('chain/0/hash?limit=0'))).toEqual({
      limit: 0,
      items: [],
      next: `inclusive:${chain[0]}`,
    });
  });

  it('comes with headers as objects when asked so', async () => {
    const answer = await client.get('chain/0/header?minheight=5', OBJECT);
    expect(answer.headers['content-type']).toBe(OBJECT);
    const { items } = page<{ hash: string; height: number }>(answer);
    expect(items.map(({ height }) => height)).toEqual([5, 6]);
    expect((await client.get('chain/0/hash', OBJECT)).status).toBe(406);
  });

  it.each([
    ['limit=x', 400],
    ['limit=-1', 400],
    ['minheight=1.5', 400],
    ['maxheight=', 400],
    ['next=nothing', 400],
    ['next=between:AAAA', 400],
    ['next=inclusive:AAAA', 400],
    [`next=inclusive:${'A'.repeat(43)}`, 404],
    ['unknown=1', 200],
  ])('asked with %s is %i', async (query, status) => {
    expect((await client.get(`chain/0/header?${query}`)).status).toBe(status);
  });
});

describe('a branch', () => {
  const branch = async (bounds: unknown, query = ''): Promise<string[]> => [
    ...page(await client.post(`chain/0/hash/branch${query}`, bounds)).items,
  ];
  const down = (...heights: number[]): string[] => heights.map((height) => chain[height] ?? '');

  it('leads from its upper bound down to genesis, past orphans', async () => {
    expect(await branch({ upper: [chain[6]], lower: [] })).toEqual([...chain].reverse());
    expect(await branch({ upper: [orphan] })).toEqual([orphan, ...down(1, 0)]);
    const headers = page(await client.post('chain/0/header/branch', { upper: [chain[1]] }));
    expect(headers).toMatchObject({ limit: 2, next: null });
    expect(headers.items.map(hashOf)).toEqual(down(1, 0));
  });

  it('ends where a lower bound joins it', async () => {
    expect(await branch({ upper: [chain[4]], lower: [chain[2]] })).toEqual(down(4, 3));
    expect(await branch({ upper: [chain[4]], lower: [orphan] })).toEqual(down(4, 3, 2));
    expect(await branch({ upper: [orphan], lower: [chain[6]] })).toEqual([orphan]);
    expect(await branch({ upper: [chain[3]], lower: [chain[5]] })).toEqual([]);
    expect(await branch({ upper: [chain[3]], lower: ['A'.repeat(43)] })).toEqual(down(3, 2, 1, 0));
  });

  it('of several upper bounds has each block once', async () => {
    const level = byHash(chain[2] ?? '', orphan);
    const all = [chain[3], ...level, ...down(1, 0)];
    expect(await branch({ upper: [chain[3], orphan, chain[3]] })).toEqual(all);
    expect(await branch({ upper: [orphan, chain[3]] })).toEqual(all);
  });

  it('is bounded by heights', async () => {
    expect(await branch({ upper: [chain[6]] }, '?minheight=4')).toEqual(down(6, 5, 4));
    expect(await branch({ upper: [chain[6]] }, '?minheight=2&maxheight=3')).toEqual(down(3, 2));
    expect(await branch({ upper: [chain[2]] }, '?maxheight=3')).toEqual([]);
    expect(await branch({ upper: [chain[3]] }, '?maxheight=3&minheight=2')).toEqual(down(3, 2));
  });

  it('can be read page by page', async () => {
    const first = page(await client.post('chain/0/hash/branch?limit=2', { upper: [chain[6]] }));
    expect(first).toEqual({ limit: 2, items: down(6, 5), next: `inclusive:${chain[4]}` });
    const query = `?limit=2&next=${first.next}`;
    const second = page(await client.post(`chain/0/hash/branch${query}`, { upper: [chain[6]] }));
    expect(second).toEqual({ limit: 2, items: down(4, 3), next: `inclusive:${chain[2]}` });
    expect(await branch({ upper: [chain[6]] }, `?next=exclusive:${chain[2]}`)).toEqual(down(1, 0));
    expect(await branch({ upper: [chain[6]] }, `?next=inclusive:${orphan}`)).toEqual([]);
  });

  it('of nothing is nothing', async () => {
    expect(await branch({})).toEqual([]);
    expect(await branch({ upper: null, lower: [chain[1]] })).toEqual([]);
  });

  it('is refused with impossible bounds', async () => {
    const unknown = 'A'.repeat(43);
    const missing = await client.post('chain/0/header/branch', { upper: [unknown] });
    expect(missing.status).toBe(404);
    expect(JSON.parse(missing.text)).toEqual({ reason: 'key not found', key: unknown });
    for (const wrong of [[], 'x', { upper: 'x' }, { upper: [1] }, { lower: ['x'] }]) {
      expect((await client.post('chain/0/header/branch', wrong)).status).toBe(400);
    }
    const many = Array.from({ length: 33 }, (_, index) =>
      createHash('sha256').update(String(index)).digest('base64url'),
    );
    for (const side of ['upper', 'lower']) {
      const answer = await client.post('chain/0/header/branch', { [side]: many });
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.text)).toBe(
        `${side} branch bound limit exceeded. Only 32 values are supported.`,
      );
    }
    const most = { upper: [chain[6]], lower: many.slice(1) };
    expect((await client.post('chain/0/header/branch', most)).status).toBe(200);
    const query = await client.post('chain/0/header/branch?limit=x', {});
    expect(`${query.status} ${query.text}`).toBe(
      "400 Error parsing query parameter limit failed: could not parse: `x'",
    );
    const next = await client.post(`chain/0/hash/branch?next=inclusive:${unknown}`, {});
    expect(next.status).toBe(404);
    expect((await client.get('chain/0/nothing')).status).toBe(404);
    const untyped = { method: 'POST', body: '{}' };
    expect((await client.ask('chain/0/header/branch', untyped)).status).toBe(415);
    expect((await client.get('chain/0/header/branch')).status).toBe(405);
  });
});

describe('the cut', () => {
  it('has the position of each chain and the weight of all', async () => {
    const cut = JSON.parse((await client.get('cut')).text) as Record<string, unknown>;
    expect(cut).toMatchObject({
      hashes: { 0: { height: 6, hash: chain[6] } },
      origin: null,
      height: 6,
      instance: 'practice-singleton',
    });
    const header = (await client.get(`chain/0/header/${chain[6]}`, BINARY)).body;
    expect(cut['weight']).toBe(header.subarray(118, 150).toString('base64url'));
    expect(Buffer.from(String(cut['id']), 'base64url')).toHaveLength(32);
  });

  it('can be read as it was at a height', async () => {
    const cut = JSON.parse((await client.get('cut?maxheight=4')).text) as Record<string, unknown>;
    expect(cut).toMatchObject({ hashes: { 0: { height: 4, hash: chain[4] } }, height: 4 });
    expect((await client.get('cut?maxheight=x')).status).toBe(400);
  });
});
