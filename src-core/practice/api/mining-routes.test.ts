import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { KEY, MINER, readJob, solve } from '../tests/mini-client.ts';
import { getJob, heightOf, startNode } from '../tests/started-node.ts';

describe('mining/work', () => {
  it('issues chain, target and header', async () => {
    let nowMicros = 1_800_000_000_000_000;
    const node = await startNode({ nowMicros: () => nowMicros });
    nowMicros += 5_000_000;
    const answer = await node.work();
    expect(answer.headers['content-type']).toBe('application/octet-stream');
    expect(answer.body.length).toBe(286);
    const job = readJob(answer.body);
    expect(job).toMatchObject({ degree: 2, height: 1n });
    expect(job.target).toBe((2n ** 256n - 1n) / 20n);
    expect(job.work.subarray(-8)).toEqual(Buffer.alloc(8));
    expect(job.work.subarray(122, 154)).toEqual(answer.body.subarray(4, 36));
    expect(job.creationTime).toBe(BigInt(nowMicros));
  });

  it('issues work on the requested chain, or on another if that has none', async () => {
    const node = await startNode();
    for (const chain of [0, 1, 2, 1, 0]) expect((await getJob(node, chain)).chain).toBe(chain);
    expect((await getJob(node, 99)).chain).toBeLessThan(3);
    await node.solved(solve(await getJob(node, 1)));
    // Chain 1 is one block ahead of its neighbours.
    for (let index = 0; index < 8; index += 1) expect((await getJob(node, 1)).chain).not.toBe(1);
  });

  it('chooses among all chains that can be mined', async () => {
    const node = await startNode();
    const seen = new Set<number>();
    while (seen.size < 3) seen.add((await getJob(node)).chain);
  });

  it('issues the same payload to the same miner, and another to another', async () => {
    const node = await startNode();
    const other = 'cd'.repeat(32);
    const miner = { account: `k:${other}`, predicate: 'keys-all', 'public-keys': [other] };
    const first = await getJob(node, 0);
    expect((await getJob(node, 0)).payload).toBe(first.payload);
    expect(readJob((await node.work(miner, '?chain=0')).body).payload).not.toBe(first.payload);
  });

  it.each([
    [{}, 'Error in $: key "account" not found'],
    [{ account: 'k:x', predicate: 'keys-all' }, 'Error in $: key "public-keys" not found'],
    [{ ...MINER, account: 1 }, 'Error in $.account'],
    [{ ...MINER, predicate: null }, 'Error in $.predicate'],
    [{ ...MINER, 'public-keys': 'x' }, "Error in $['public-keys']"],
    [[], 'expected Object'],
  ])('refuses the malformed miner %j', async (miner, text) => {
    const { work } = await startNode();
    const answer = await work(miner);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(text);
  });

  it('refuses bodies that are not JSON, or not declared as such', async () => {
    const { ask: askApi } = await startNode();
    const body = JSON.stringify(MINER);
    const typed = (type: string, text = body) =>
      askApi('mining/work', { headers: { 'content-type': type }, body: text });
    expect((await typed('application/json', '{')).status).toBe(400);
    expect((await typed('text/plain')).status).toBe(415);
    expect((await askApi('mining/work', { body })).status).toBe(415);
    expect((await typed('application/json;charset=utf-8')).status).toBe(200);
    const json = { 'content-type': 'application/json' };
    const asking = (accept: string) =>
      askApi('mining/work', { headers: { ...json, accept }, body });
    expect((await asking('application/json')).status).toBe(406);
    expect((await asking('application/octet-stream')).status).toBe(200);
    const query = await askApi('mining/work?chain=x', { headers: json, body });
    expect(query.status).toBe(400);
    expect(query.text).toContain('Error parsing query parameter chain failed');
  });

  it.each([
    { ...MINER, account: 'alice' },
    { ...MINER, account: KEY },
    { ...MINER, account: `k:${'cd'.repeat(32)}` },
    { ...MINER, predicate: 'keys-any' },
    { ...MINER, account: 'team', 'public-keys': [KEY, 'cd'.repeat(32)] },
  ])('issues work to any account: %j', async (miner) => {
    const node = await startNode();
    const answer = await node.work(miner, '?chain=0');
    expect(answer.status).toBe(200);
    expect((await node.solved(solve(readJob(answer.body)))).status).toBe(200);
    expect(await heightOf(node, 0)).toBe(1);
  });

  it('refuses a name longer than the network has, and quotes its beginning', async () => {
    const { work } = await startNode();
    const answer = await work({ ...MINER, account: 'a'.repeat(257) });
    expect(answer.status).toBe(403);
    expect(answer.text).toBe(`Unauthorized Miner: ${'a'.repeat(256)}`);
  });

  it.each([
    { ...MINER, account: '' },
    { ...MINER, 'public-keys': Array.from({ length: 65 }, () => KEY) },
    { ...MINER, 'public-keys': [] },
    { ...MINER, 'public-keys': ['ABC'] },
  ])('refuses an account that cannot exist: %j', async (miner) => {
    const node = await startNode();
    const answer = await node.work(miner);
    expect(answer.status).toBe(403);
    expect(answer.headers['content-type']).toBe('text/plain;charset=utf-8');
    expect(answer.text).toBe(`Unauthorized Miner: ${miner.account}`);
    expect(await node.logged()).toContain(`unauthorized miner ${miner.account}`);
  });

  it('accepts only the accounts of a list, if there is one', async () => {
    const keys = ['11'.repeat(32), '22'.repeat(32)];
    const { work } = await startNode({
      accounts: [{ account: 'team', predicate: 'keys-all', publicKeys: keys }],
    });
    const team = { account: 'team', predicate: 'keys-all', 'public-keys': keys };
    expect((await work(team)).status).toBe(200);
    expect((await work({ ...team, 'public-keys': [...keys].reverse() })).status).toBe(200);
    expect((await work({ ...team, 'public-keys': keys.slice(1) })).status).toBe(403);
    expect((await work(MINER)).text).toBe(`Unauthorized Miner: k:${KEY}`);
  });

  it('is refused while more payloads are issued than allowed', async () => {
    const node = await startNode({ payloadLimit: 1 });
    await getJob(node, 0);
    await getJob(node, 0);
    const job = await getJob(node, 1);
    const answer = await node.work();
    expect(answer.status).toBe(503);
    expect(answer.headers['content-type']).toBe('text/plain;charset=utf-8');
    expect(answer.text).toBe('Too many work requests');
    expect((await node.solved(solve(job))).status).toBe(200);
    expect((await node.work()).status).toBe(200);
  });

  it('waits until a chain has work', async () => {
    const soon = 60_000n;
    const node = await startNode({ graph: 'singleton', firstDifficulty: 1 });
    const late = Buffer.from((await getJob(node)).work);
    late.writeBigInt64LE(BigInt(Date.now()) * 1000n + soon, 8);
    expect((await node.solved(late)).status).toBe(200);
    // A client that disconnects while it waits is no error.
    const impatient = connect(node.node.port, '127.0.0.1');
    const body = JSON.stringify(MINER);
    impatient.write(
      'GET /chainweb/0.0/practice-singleton/mining/work HTTP/1.1\r\nHost: 127.0.0.1\r\n' +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    impatient.end();
    await once(impatient.resume(), 'close');
    // The only chain has no work before the time of the block.
    expect((await getJob(node)).height).toBe(2n);
    expect(await node.logged()).not.toMatch(/^error/m);
  });
});
