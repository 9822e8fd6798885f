import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../logging/logger.ts';
import { unwrap } from '../result.ts';
import type { PracticeNews } from './mining/solution-intake.ts';
import { startPracticeNode } from './practice-node.ts';
import type { PracticeNode } from './practice-node.ts';
import type { PracticeOptions } from './api/practice-options.ts';
import {
  KEY,
  MINER,
  api,
  ask,
  chainBytes,
  open,
  readEvents,
  readJob,
  solve,
} from './tests/mini-client.ts';
import type { Job } from './tests/mini-client.ts';

const started: PracticeNode[] = [];
const lines: string[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((node) => node.kill()));
  lines.length = 0;
});

const log = createLog({
  level: 'debug',
  sink: (batch) => void lines.push(...batch.map((record) => `${record.level} ${record.text}`)),
});

async function start(options: Partial<PracticeOptions> = {}) {
  const node = unwrap(
    await startPracticeNode(
      { port: 0, graph: 'triangle', firstDifficulty: 20, ...options },
      log.logger,
    ),
  );
  started.push(node);
  return { node, url: node.url, ...api(node.url, node.versionName) };
}

type Started = Awaited<ReturnType<typeof start>>;

async function getJob({ work }: Started, chain?: number): Promise<Job> {
  const answer = await work(MINER, chain === undefined ? '' : `?chain=${chain}`);
  expect(answer.status).toBe(200);
  return readJob(answer.body);
}

async function logged(text: string): Promise<void> {
  await log.flush();
  expect(lines.join('\n')).toContain(text);
}

describe('GET /info', () => {
  it('has all fields of the node', async () => {
    const { url } = await start({ graph: 'pair', blockDelayMicros: 7_000_000 });
    const answer = await ask(`${url}/info`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
    const graph = [
      [0, [1]],
      [1, [0]],
    ];
    expect(JSON.parse(answer.text)).toEqual({
      nodeVersion: 'practice-pair',
      nodePackageVersion: '2.32.0',
      nodeApiVersion: '0.0',
      nodeChains: ['0', '1'],
      nodeNumberOfChains: 2,
      nodeGraphHistory: [[0, graph]],
      nodeLatestBehaviorHeight: 1,
      nodeGenesisHeights: [
        ['0', 0],
        ['1', 0],
      ],
      nodeHistoricalChains: [[0, graph]],
      nodeBlockDelay: 7_000_000,
    });
  });

  it('describes twenty chains and 60 s each unless told otherwise', async () => {
    const node = unwrap(await startPracticeNode({ port: 0 }, log.logger));
    started.push(node);
    expect(node.versionName).toBe('practice');
    const info = JSON.parse((await ask(`${node.url}/info`)).text) as Record<string, unknown>;
    expect(info).toMatchObject({ nodeNumberOfChains: 20, nodeBlockDelay: 60_000_000 });
    const job = readJob((await api(node.url, 'practice').work()).body);
    expect(job.work.length).toBe(286);
    expect((2n ** 256n - 1n) / job.target).toBe(50_000_000n);
  });
});

describe('every reply', () => {
  it('carries the headers of the service API', async () => {
    const { url } = await start({ nowMicros: () => 1_700_000_000_999_999 });
    const { headers } = await ask(`${url}/info`);
    expect(headers['x-server-timestamp']).toBe('1700000000');
    expect(headers['x-chainweb-node-version']).toBe('2.32.0');
    expect(headers['server']).toBe('Chainweb Service API');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    const foreign = await ask(`${url}/info`, { headers: { origin: 'http://elsewhere' } });
    expect(foreign.headers['access-control-allow-origin']).toBe('*');
  });

  it('allows browsers what the node allows', async () => {
    const { url } = await start();
    const headers = { origin: 'http://elsewhere', 'access-control-request-method': 'POST' };
    const answer = await ask(`${url}/info`, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-methods']).toBe('GET, HEAD, POST');
    expect((await ask(`${url}/info`, { method: 'OPTIONS' })).status).toBe(405);
  });

  it.each([
    ['GET', '/', 404],
    ['GET', '/nothing', 404],
    ['GET', '/info/more', 404],
    ['POST', '/info', 405],
    ['GET', '/health-check', 200],
    ['GET', '/chainweb/0.0/mainnet01/cut', 404],
    ['GET', '/chainweb/0.1/practice-triangle/cut', 404],
    ['GET', '/chainweb/0.0/practice-triangle/cut/0', 404],
    ['POST', '/chainweb/0.0/practice-triangle/cut', 405],
    ['GET', '/chainweb/0.0/practice-triangle/mining', 404],
    ['POST', '/chainweb/0.0/practice-triangle/mining/work', 405],
    ['GET', '/chainweb/0.0/practice-triangle/mining/solved', 405],
    ['GET', '/chainweb/0.0/practice-triangle/chain/3/header', 404],
    ['GET', '/chainweb/0.0/practice-triangle/chain/x/header', 404],
    ['GET', '/%zz', 400],
  ])('to %s %s is %i', async (method, path, status) => {
    const { url } = await start();
    expect((await ask(`${url}${path}`, { method })).status).toBe(status);
  });

  it('to a body over 2 MiB is 413, announced or not', async () => {
    const { ask: askApi } = await start();
    const body = new Uint8Array(2 * 1024 * 1024 + 1);
    const known = await askApi('mining/solved', { method: 'POST', body });
    expect(known.status).toBe(413);
    expect(known.text).toContain('2097153 bytes');
    const chunked = { 'transfer-encoding': 'chunked' };
    const unknown = await askApi('mining/solved', { method: 'POST', headers: chunked, body });
    expect(unknown.status).toBe(413);
    expect(unknown.text).toContain('total size is unknown');
    const largest = await askApi('mining/solved', { method: 'POST', body: body.subarray(1) });
    expect(largest.status).toBe(400);
  });
});

describe('mining/work', () => {
  it('hands out chain, target and header', async () => {
    let nowMicros = 1_800_000_000_000_000;
    const node = await start({ nowMicros: () => nowMicros });
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

  it('takes a wish for a chain, and another chain when that cannot be', async () => {
    const node = await start();
    for (const chain of [0, 1, 2, 1, 0]) expect((await getJob(node, chain)).chain).toBe(chain);
    expect((await getJob(node, 99)).chain).toBeLessThan(3);
    await node.solved(solve(await getJob(node, 1)));
    // Chain 1 is one ahead: it waits for its neighbours.
    for (let index = 0; index < 8; index += 1) expect((await getJob(node, 1)).chain).not.toBe(1);
  });

  it('chooses among all chains that can be mined', async () => {
    const node = await start();
    const seen = new Set<number>();
    while (seen.size < 3) seen.add((await getJob(node)).chain);
  });

  it('gives the same miner the same payload, and another miner another', async () => {
    const node = await start();
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
    const { work } = await start();
    const answer = await work(miner);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(text);
  });

  it('refuses bodies that are no JSON, and those that do not say they are', async () => {
    const { ask: askApi } = await start();
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
    { ...MINER, account: 'bob' },
    { ...MINER, predicate: 'keys-any' },
    { ...MINER, 'public-keys': [] },
    { ...MINER, 'public-keys': [KEY, 'cd'.repeat(32)] },
    { account: 'k:ABC', predicate: 'keys-all', 'public-keys': ['ABC'] },
  ])('is only for k: accounts of their own key, not for %j', async (miner) => {
    const { work } = await start();
    const answer = await work(miner);
    expect(answer.status).toBe(403);
    expect(answer.headers['content-type']).toBe('text/plain;charset=utf-8');
    expect(answer.text).toBe(`Unauthorized Miner: ${miner.account}`);
    await logged(`unauthorized miner ${miner.account}`);
  });

  it('is for the accounts of a list, if there is one', async () => {
    const keys = ['11'.repeat(32), '22'.repeat(32)];
    const { work } = await start({
      accounts: [{ account: 'team', predicate: 'keys-all', publicKeys: keys }],
    });
    const team = { account: 'team', predicate: 'keys-all', 'public-keys': keys };
    expect((await work(team)).status).toBe(200);
    expect((await work({ ...team, 'public-keys': [...keys].reverse() })).status).toBe(200);
    expect((await work({ ...team, 'public-keys': keys.slice(1) })).status).toBe(403);
    expect((await work(MINER)).text).toBe(`Unauthorized Miner: k:${KEY}`);
  });

  it('is refused while more payloads are out than allowed', async () => {
    const node = await start({ payloadLimit: 1 });
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
    const node = await start({ graph: 'singleton', firstDifficulty: 1 });
    const late = Buffer.from((await getJob(node)).work);
    late.writeBigInt64LE(BigInt(Date.now()) * 1000n + soon, 8);
    expect((await node.solved(late)).status).toBe(200);
    // Who does not wait any more is let go without a fuss.
    const impatient = connect(node.node.port, '127.0.0.1');
    const body = JSON.stringify(MINER);
    impatient.write(
      'GET /chainweb/0.0/practice-singleton/mining/work HTTP/1.1\r\nHost: x\r\n' +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    impatient.end();
    await once(impatient, 'close');
    // The only chain waits for the block's time to come; then its successor is handed out.
    expect((await getJob(node)).height).toBe(2n);
    await log.flush();
    expect(lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});

describe('mining/solved', () => {
  it('puts the block on its chain and answers nothing', async () => {
    const node = await start();
    const job = await getJob(node, 2);
    const answer = await node.solved(solve(job));
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('');
    expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
    expect(answer.headers['content-length']).toBe('0');
    const cut = JSON.parse((await node.get('cut')).text) as CutJson;
    expect(cut.hashes['2']?.height).toBe(1);
    expect((await getJob(node)).chain).not.toBe(2);
    await logged('info new block ');
  });

  it('takes bytes that say they are bytes, and no others', async () => {
    const node = await start();
    const typed = (type: string, job: Job) => node.solved(solve(job), { 'content-type': type });
    expect((await typed('application/octet-stream', await getJob(node, 0))).status).toBe(200);
    expect((await typed('application/json', await getJob(node, 1))).status).toBe(415);
  });

  it('names what is wrong with the bytes', async () => {
    const node = await start();
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
    // None of that touched the payload of the real work.
    expect((await node.solved(work)).status).toBe(200);
  });

  it('takes a payload once, also when the attempt failed', async () => {
    const node = await start();
    const job = await getJob(node, 0);
    const wrong = await node.solved(solve(job, 0n, true));
    expect(wrong.status).toBe(400);
    expect(wrong.text).toBe('Invalid solved work: Invalid POW hash');
    const right = await node.solved(solve(job));
    expect(right.status).toBe(404);
    expect(right.text).toBe('No associated Payload');
    // Asked for again, the same payload is out again.
    expect((await getJob(node, 0)).payload).toBe(job.payload);
    expect((await node.solved(solve(job))).status).toBe(200);
    expect((await node.solved(solve(job))).status).toBe(404);
  });

  it('forgets payloads in time', async () => {
    const node = await start({ payloadExpiryMs: 0 });
    const job = await getJob(node, 0);
    expect((await node.solved(solve(job))).text).toBe('No associated Payload');
  });

  it('ignores the chain ids that stand with the adjacents', async () => {
    const node = await start({ checkPow: false });
    const work = Buffer.from((await getJob(node, 0)).work);
    work.writeUInt32LE(77, 50);
    expect((await node.solved(work)).status).toBe(200);
    expect(await heightOf(node, 0)).toBe(1);
  });

  it('takes blocks without proof of work only if told so', async () => {
    const node = await start({ checkPow: false, firstDifficulty: 1e12 });
    expect((await node.solved((await getJob(node, 0)).work)).status).toBe(200);
    expect(await heightOf(node, 0)).toBe(1);
  });

  it('answers 200 to a stale solution and keeps it as an orphan', async () => {
    const news: PracticeNews[] = [];
    const node = await start({ onNews: (item) => void news.push(item) });
    const other = 'cd'.repeat(32);
    const miner = { account: `k:${other}`, predicate: 'keys-all', 'public-keys': [other] };
    const mine = await getJob(node, 0);
    const theirs = readJob((await node.work(miner, '?chain=0')).body);
    expect((await node.solved(solve(theirs))).status).toBe(200);
    expect((await node.solved(solve(mine))).status).toBe(200);
    expect(news.map(({ type }) => type)).toEqual(['block-joined', 'block-orphaned']);
    await logged('orphaned solution');
    expect(await heightOf(node, 0)).toBe(1);
    const page = JSON.parse((await node.get('chain/0/hash?minheight=1')).text) as PageJson;
    expect(new Set(page.items)).toEqual(new Set(news.map(({ block }) => block.hashText)));
    const [joined] = news;
    const cut = JSON.parse((await node.get('cut')).text) as CutJson;
    expect(cut.hashes['0']?.hash).toBe(joined?.block.hashText);
  });

  it('answers 200 to a block that breaks rules, leaves its chain without work and says why', async () => {
    const node = await start({ checkPow: false });
    const events = readEvents(await node.updates(0));
    expect((await node.solved(withWrongEpoch(await getJob(node, 0)))).status).toBe(200);
    await logged('IncorrectEpoch');
    expect(await events.atLeast(1)).toBe('event:New Cut\n\n');
    for (let index = 0; index < 8; index += 1) expect((await getJob(node, 0)).chain).not.toBe(0);
    expect(await heightOf(node, 0)).toBe(0);
  });

  it('has work for that chain again when the payloads of that time have expired', async () => {
    const node = await start({ checkPow: false, payloadExpiryMs: 100 });
    const events = readEvents(await node.updates(0));
    await node.solved(withWrongEpoch(await getJob(node, 0)));
    expect(await events.atLeast(2)).toBe('event:New Cut\n\nevent:New Cut\n\n');
    const job = await getJob(node, 0);
    expect(job.chain).toBe(0);
    expect(job.height).toBe(1n);
  });

  it('lets a block of the future join when its time has come', async () => {
    const node = await start({ checkPow: false });
    const events = readEvents(await node.updates(0));
    const early = Buffer.from((await getJob(node, 0)).work);
    early.writeBigInt64LE(BigInt(Date.now()) * 1000n + 200_000n, 8);
    expect((await node.solved(early)).status).toBe(200);
    await logged('block of the future');
    // Mined at once, ready again with the block on the chain.
    await events.atLeast(2);
    expect(await heightOf(node, 0)).toBe(1);
  });

  it('gives up on a block of a far future', async () => {
    const node = await start({ checkPow: false, payloadExpiryMs: 100 });
    const events = readEvents(await node.updates(0));
    const early = Buffer.from((await getJob(node, 0)).work);
    early.writeBigInt64LE(BigInt(Date.now()) * 1000n + 3_600_000_000n, 8);
    expect((await node.solved(early)).status).toBe(200);
    await logged('BlockInTheFuture');
    await events.atLeast(2);
    expect((await getJob(node, 0)).chain).toBe(0);
  });

  it('tells of a block before it answers, so that a crash in between can be played', async () => {
    const kills: Promise<void>[] = [];
    const node = await start({
      onNews: () => {
        kills.push(node.node.kill());
      },
    });
    await expect(node.solved(solve(await getJob(node, 0)))).rejects.toThrow(/hang up|ECONNRESET/);
    await Promise.all(kills);
    expect(kills).toHaveLength(1);
  });
});

describe('mining/updates', () => {
  it('begins with headers at once and no event', async () => {
    const node = await start();
    const stream = await node.updates(1);
    expect(stream.statusCode).toBe(200);
    expect(stream.headers['content-type']).toBe('text/event-stream');
    expect(stream.headers['x-chainweb-node-version']).toBe('2.32.0');
    const events = readEvents(stream);
    await getJob(node, 1);
    expect(events.text()).toBe('');
  });

  it('tells New Cut when a solution was taken and when there is new work', async () => {
    const node = await start();
    const own = readEvents(await node.updates(1));
    const other = readEvents(await node.updates(0));
    await node.solved(solve(await getJob(node, 1)));
    expect(await own.atLeast(2)).toBe('event:New Cut\n\nevent:New Cut\n\n');
    // Its neighbours go on with the work they have.
    expect(other.text()).toBe('');
  });

  it('serves any number of streams of a chain, by any method', async () => {
    const node = await start();
    const url = `${node.url}/chainweb/0.0/practice-triangle/mining/updates`;
    const streams = [
      await node.updates(0),
      await open(url, { method: 'POST', body: chainBytes(0) }),
      await open(url, {
        headers: { 'content-type': 'application/octet-stream' },
        body: chainBytes(0),
      }),
    ].map(readEvents);
    await node.solved(solve(await getJob(node, 0)));
    for (const events of streams) await events.atLeast(2);
  });

  it('tells Refreshed Block when payloads are renewed, and the old work stays good', async () => {
    const node = await start({ payloadRefreshMs: 20 });
    const job = await getJob(node, 0);
    const events = readEvents(await node.updates(0));
    const text = await events.atLeast(1);
    expect(text.startsWith('event:Refreshed Block\n\n')).toBe(true);
    const renewed = await getJob(node, 0);
    expect(renewed.payload).not.toBe(job.payload);
    expect(renewed.parent).toBe(job.parent);
    expect((await node.solved(solve(job))).status).toBe(200);
    expect(await heightOf(node, 0)).toBe(1);
  });

  it.each([
    [0, 0.9],
    [0.5, 1],
    [1, 1.1],
  ])('ends in good order after its time (luck %d: times %d)', async (luck, factor) => {
    const node = await start({ streamTimeoutMs: 100, random: () => luck });
    const began = performance.now();
    const stream = await node.updates(0);
    await readEvents(stream).end();
    expect(stream.complete).toBe(true);
    const elapsed = performance.now() - began;
    expect(elapsed).toBeGreaterThan(100 * factor - 5);
  });

  it('serves one fewer than its limit, and gives places back', async () => {
    const node = await start({ streamLimit: 3 });
    const [first] = [await node.updates(0), await node.updates(0)];
    const third = await node.updates(0);
    expect(third.statusCode).toBe(503);
    expect(third.headers['content-type']).toBeUndefined();
    expect(await readEvents(third).end()).toBe(
      'No more update streams available currently. Retry later.',
    );
    first.destroy();
    let again = await node.updates(0);
    while (again.statusCode === 503) again = await node.updates(0);
    expect(again.statusCode).toBe(200);
  });

  it('fails on bodies that are no chain', async () => {
    const { ask: askApi } = await start();
    for (const body of ['', 'abc', 'abcde']) {
      const answer = await askApi('mining/updates', { body });
      expect(`${answer.status} ${answer.text}`).toBe('500 Something went wrong');
    }
    const headers = { 'content-type': 'application/json' };
    expect((await askApi('mining/updates', { headers, body: 'abcd' })).status).toBe(415);
  });

  it('keeps who watches a chain that does not exist waiting', async () => {
    const node = await start();
    const waiting = node.updates(3).then(
      () => 'answered',
      () => 'cut off',
    );
    await node.updates(0);
    await node.node.close();
    expect(await waiting).toBe('cut off');
  });

  it('begins only when the chain has work', async () => {
    const node = await start({ checkPow: false });
    const early = Buffer.from((await getJob(node, 0)).work);
    early.writeBigInt64LE(BigInt(Date.now()) * 1000n + 150_000n, 8);
    await node.solved(early);
    const stream = await node.updates(0);
    expect(await heightOf(node, 0)).toBe(1);
    expect(readEvents(stream).text()).toBe('');
  });
});

describe('a practice node', () => {
  it('starts all chains anew when told so', async () => {
    const node = await start();
    const job = await getJob(node, 0);
    await node.solved(solve(await getJob(node, 1)));
    const before = (await node.get('cut')).text;
    const events = readEvents(await node.updates(0));
    await node.node.reset();
    await events.atLeast(1);
    expect(await heightOf(node, 1)).toBe(0);
    expect((await node.get('cut')).text).not.toBe(before);
    expect((await node.solved(solve(job))).status).toBe(404);
    expect((await getJob(node, 0)).parent).not.toBe(job.parent);
  });

  it('says when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const node = await startPracticeNode({ port }, log.logger);
    expect(node).toMatchObject({ ok: false, error: { kind: 'listen', reason: 'in-use', port } });
    other.close();
    await once(other, 'close');
    const second = unwrap(await startPracticeNode({ port }, log.logger));
    started.push(second);
    expect(second.port).toBe(port);
  });

  it('says when it cannot listen at an address', async () => {
    const node = await startPracticeNode({ port: 0, host: '192.0.2.1' }, log.logger);
    expect(node).toMatchObject({ ok: false, error: { kind: 'listen', reason: 'no-such-address' } });
  });

  it('ends streams in good order when it closes, and lets go of its port', async () => {
    const node = await start();
    const stream = await node.updates(0);
    const events = readEvents(stream);
    await node.node.close();
    await events.end();
    expect(stream.complete).toBe(true);
    await expect(ask(`${node.url}/info`)).rejects.toThrow(/ECONNREFUSED/);
    await node.node.close();
  });

  it('cuts everything off when it is killed', async () => {
    const node = await start();
    const stream = await node.updates(0);
    const events = readEvents(stream);
    await node.node.kill();
    await events.end();
    expect(stream.complete).toBe(false);
  });
});

/** The work with another epoch start, which stands before the nonce. */
function withWrongEpoch({ work }: Job): Buffer {
  const wrong = Buffer.from(work);
  wrong.writeBigUInt64LE(99n, wrong.length - 16);
  return wrong;
}

interface CutJson {
  readonly hashes: Readonly<Record<string, { readonly height: number; readonly hash: string }>>;
}

interface PageJson {
  readonly items: readonly string[];
}

async function heightOf({ get }: Started, chain: number): Promise<number | undefined> {
  const cut = JSON.parse((await get('cut')).text) as CutJson;
  return cut.hashes[String(chain)]?.height;
}
