import { describe, expect, it } from 'vitest';
import type { PracticeNews } from './solution-intake.ts';
import { readEvents, readJob, solve } from '../tests/mini-client.ts';
import type { Job } from '../tests/mini-client.ts';
import { getJob, heightOf, startNode } from '../tests/started-node.ts';
import type { CutJson } from '../tests/started-node.ts';

describe('mining/solved', () => {
  it('puts the block on its chain and answers with an empty body', async () => {
    const node = await startNode();
    const job = await getJob(node, 2);
    const answer = await node.solved(solve(job));
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('');
    expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
    expect(answer.headers['content-length']).toBe('0');
    const cut = JSON.parse((await node.get('cut')).text) as CutJson;
    expect(cut.hashes['2']?.height).toBe(1);
    expect((await getJob(node)).chain).not.toBe(2);
    expect(await node.logged()).toContain('info new block ');
  });

  it('accepts bytes, and no body declared as something else', async () => {
    const node = await startNode();
    const typed = (type: string, job: Job) => node.solved(solve(job), { 'content-type': type });
    expect((await typed('application/octet-stream', await getJob(node, 0))).status).toBe(200);
    expect((await typed('application/json', await getJob(node, 1))).status).toBe(415);
  });

  it('answers with what is wrong with the bytes', async () => {
    const node = await startNode();
    const work = solve(await getJob(node, 0));
    const refused = async (body: Uint8Array): Promise<string> => {
      const answer = await node.solved(body);
      expect(answer.headers['content-type']).toBe('text/plain;charset=utf-8');
      return `${answer.status} ${answer.text}`;
    };
    expect(await refused(new Uint8Array())).toBe('400 Decoding error: not enough bytes');
    expect(await refused(work.subarray(1))).toBe('400 Decoding error: not enough bytes');
    expect(await refused(work.subarray(0, -1))).toBe('400 Decoding error: not enough bytes');
    const longer = Buffer.concat([work, Buffer.alloc(1)]);
    expect(await refused(longer)).toBe('400 Decoding error: pending bytes in input');
    const changed = (offset: number): Buffer => {
      const copy = Buffer.from(work);
      copy[offset] = (copy[offset] ?? 0) ^ 0x40;
      return copy;
    };
    const [chain, version, payload] = [186, 230, 154];
    expect(await refused(changed(chain))).toBe('500 Something went wrong');
    expect(await refused(changed(version))).toBe('500 Something went wrong');
    expect(await refused(changed(payload))).toBe('404 No associated Payload');
    // None of that used up the payload of the real work.
    expect((await node.solved(work)).status).toBe(200);
  });

  it('accepts a payload once, even if the attempt failed', async () => {
    const node = await startNode();
    const job = await getJob(node, 0);
    const wrong = await node.solved(solve(job, 0n, true));
    expect(wrong.status).toBe(400);
    expect(wrong.text).toBe('Invalid solved work: Invalid POW hash');
    expect(await node.logged()).toContain('info refused a solution for chain 0: Invalid POW hash');
    const right = await node.solved(solve(job));
    expect(right.status).toBe(404);
    expect(right.text).toBe('No associated Payload');
    // With new work the same payload is issued again.
    expect((await getJob(node, 0)).payload).toBe(job.payload);
    expect((await node.solved(solve(job))).status).toBe(200);
    expect((await node.solved(solve(job))).status).toBe(404);
  });

  it('refuses payloads that have expired', async () => {
    const node = await startNode({ payloadExpiryMs: 0 });
    const job = await getJob(node, 0);
    expect((await node.solved(solve(job))).text).toBe('No associated Payload');
  });

  it('ignores the chain ids of the adjacents', async () => {
    const node = await startNode({ checkPow: false });
    const work = Buffer.from((await getJob(node, 0)).work);
    work.writeUInt32LE(77, 50);
    expect((await node.solved(work)).status).toBe(200);
    expect(await heightOf(node, 0)).toBe(1);
  });

  it('accepts blocks without proof of work only if that is set', async () => {
    const node = await startNode({ checkPow: false, firstDifficulty: 1e12 });
    expect((await node.solved((await getJob(node, 0)).work)).status).toBe(200);
    expect(await heightOf(node, 0)).toBe(1);
  });

  it('answers 200 to a stale solution and keeps it as an orphan', async () => {
    const news: PracticeNews[] = [];
    const node = await startNode({ onNews: (item) => void news.push(item) });
    const other = 'cd'.repeat(32);
    const miner = { account: `k:${other}`, predicate: 'keys-all', 'public-keys': [other] };
    const mine = await getJob(node, 0);
    const theirs = readJob((await node.work(miner, '?chain=0')).body);
    expect((await node.solved(solve(theirs))).status).toBe(200);
    expect((await node.solved(solve(mine))).status).toBe(200);
    expect(news.map(({ type }) => type)).toEqual(['block-joined', 'block-orphaned']);
    expect(await node.logged()).toContain('orphaned solution');
    expect(await heightOf(node, 0)).toBe(1);
    const page = JSON.parse((await node.get('chain/0/hash?minheight=1')).text) as PageJson;
    expect(new Set(page.items)).toEqual(new Set(news.map(({ block }) => block.hashText)));
    const [joined] = news;
    const cut = JSON.parse((await node.get('cut')).text) as CutJson;
    expect(cut.hashes['0']?.hash).toBe(joined?.block.hashText);
  });

  it('answers 200 to a block that breaks rules, leaves its chain without work and says why', async () => {
    const node = await startNode({ checkPow: false });
    const events = readEvents(await node.updates(0));
    expect((await node.solved(withWrongEpoch(await getJob(node, 0)))).status).toBe(200);
    expect(await node.logged()).toContain('IncorrectEpoch');
    expect(await events.atLeast(1)).toBe('event:New Cut\n\n');
    for (let index = 0; index < 8; index += 1) expect((await getJob(node, 0)).chain).not.toBe(0);
    expect(await heightOf(node, 0)).toBe(0);
  });

  it('has work for that chain again when the payloads of that time have expired', async () => {
    const node = await startNode({ checkPow: false, payloadExpiryMs: 100 });
    const events = readEvents(await node.updates(0));
    await node.solved(withWrongEpoch(await getJob(node, 0)));
    expect(await events.atLeast(2)).toBe('event:New Cut\n\nevent:New Cut\n\n');
    const job = await getJob(node, 0);
    expect(job.chain).toBe(0);
    expect(job.height).toBe(1n);
  });

  it('holds a block with a future timestamp until that time', async () => {
    const node = await startNode({ checkPow: false });
    const events = readEvents(await node.updates(0));
    const early = Buffer.from((await getJob(node, 0)).work);
    early.writeBigInt64LE(BigInt(Date.now()) * 1000n + 200_000n, 8);
    expect((await node.solved(early)).status).toBe(200);
    expect(await node.logged()).toContain('holding a block with a future timestamp');
    // Mined at once, ready again once the block is on the chain.
    await events.atLeast(2);
    expect(await heightOf(node, 0)).toBe(1);
  });

  it('drops a block with a timestamp far in the future', async () => {
    const node = await startNode({ checkPow: false, payloadExpiryMs: 100 });
    const events = readEvents(await node.updates(0));
    const early = Buffer.from((await getJob(node, 0)).work);
    early.writeBigInt64LE(BigInt(Date.now()) * 1000n + 3_600_000_000n, 8);
    expect((await node.solved(early)).status).toBe(200);
    expect(await node.logged()).toContain('BlockInTheFuture');
    await events.atLeast(2);
    expect((await getJob(node, 0)).chain).toBe(0);
  });

  it('reports a block before it answers, so that tests can crash in between', async () => {
    const kills: Promise<void>[] = [];
    const node = await startNode({
      onNews: () => {
        kills.push(node.node.kill());
      },
    });
    await expect(node.solved(solve(await getJob(node, 0)))).rejects.toThrow(/hang up|ECONNRESET/);
    await Promise.all(kills);
    expect(kills).toHaveLength(1);
  });
});

/** The work with another epoch start, the 8 bytes before the nonce. */
function withWrongEpoch({ work }: Job): Buffer {
  const wrong = Buffer.from(work);
  wrong.writeBigUInt64LE(99n, wrong.length - 16);
  return wrong;
}

interface PageJson {
  readonly items: readonly string[];
}
