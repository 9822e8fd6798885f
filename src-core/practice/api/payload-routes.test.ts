import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MINER, readJob, solve } from '../tests/mini-client.ts';
import { getJob, startNode } from '../tests/started-node.ts';
import type { StartedNode } from '../tests/started-node.ts';

const BINARY = 'application/octet-stream';
const OBJECT = 'application/json;blockheader-encoding=object';

interface OutputsJson {
  readonly transactions: readonly unknown[];
  readonly minerData: string;
  readonly transactionsHash: string;
  readonly outputsHash: string;
  readonly payloadHash: string;
  readonly coinbase: string;
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
const parsed = (text: string): unknown => JSON.parse(bytes(text).toString('utf8'));

function sha(...parts: readonly Uint8Array[]): Buffer {
  return createHash('sha512-256').update(Buffer.concat(parts)).digest();
}

/** A leaf of the node's Merkle trees, by its tag. */
const leaf = (tag: number, text: string): Buffer => sha(Buffer.of(0, 0, tag), bytes(text));

/** A block that was mined on chain 0: its payload hash and parent. */
async function mineBlock(node: StartedNode) {
  const job = await getJob(node, 0);
  expect((await node.solved(solve(job))).status).toBe(200);
  return job;
}

const sized = (text: string): Buffer => {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(bytes(text).length));
  return Buffer.concat([length, bytes(text)]);
};

describe('the payload of a block', () => {
  it('says who mined it, and has the hash that the header names', async () => {
    const node = await startNode();
    const { payload, parent } = await mineBlock(node);
    const answer = await node.get(`chain/0/payload/${payload}/outputs`);
    expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
    const outputs = JSON.parse(answer.text) as OutputsJson;
    expect(outputs.transactions).toEqual([]);
    expect(parsed(outputs.minerData)).toEqual(MINER);
    expect(parsed(outputs.coinbase)).toEqual({
      gas: 0,
      result: { status: 'success', data: 'NO_COINBASE' },
      reqKey: Buffer.from(JSON.stringify(parent)).toString('base64url'),
      ...{ logs: null, metaData: null, continuation: null, txId: 0 },
    });
    expect(outputs.transactionsHash).toBe(leaf(0x17, outputs.minerData).toString('base64url'));
    expect(outputs.outputsHash).toBe(leaf(0x18, outputs.coinbase).toString('base64url'));
    const both = [bytes(outputs.transactionsHash), bytes(outputs.outputsHash)];
    expect(outputs.payloadHash).toBe(sha(Buffer.of(1), ...both).toString('base64url'));
    expect(outputs.payloadHash).toBe(payload);

    const data = await node.get(`chain/0/payload/${payload}?height=1`);
    expect({ ...(JSON.parse(data.text) as object), coinbase: outputs.coinbase }).toEqual(outputs);
    expect(data.text).not.toContain('coinbase');
  });

  it('has each key of its miner once, in order', async () => {
    const node = await startNode();
    const keys = ['cd', 'ab', 'cd'].map((pair) => pair.repeat(32));
    const job = readJob((await node.work({ ...MINER, 'public-keys': keys }, '?chain=0')).body);
    expect((await node.solved(solve(job))).status).toBe(200);
    const { minerData } = JSON.parse(
      (await node.get(`chain/0/payload/${job.payload}`)).text,
    ) as OutputsJson;
    expect(parsed(minerData)).toEqual({ ...MINER, 'public-keys': [keys[1], keys[0]] });
  });

  it('says what it paid, as Pact does', async () => {
    const node = await startNode({ reward: 2 });
    const { payload } = await mineBlock(node);
    const { text } = await node.get(`chain/0/payload/${payload}/outputs`);
    expect(parsed((JSON.parse(text) as OutputsJson).coinbase)).toMatchObject({
      result: { status: 'success', data: 'Write succeeded' },
      events: [
        {
          params: ['', MINER.account, 2],
          name: 'TRANSFER',
          module: { namespace: null, name: 'coin' },
          moduleHash: 'klFkrLfpyLW-M3xjVPSdqXEMgxPPJibRt_D6qiBws6s',
        },
      ],
    });
  });

  it('comes as bytes too', async () => {
    const node = await startNode();
    const { payload } = await mineBlock(node);
    const path = `chain/0/payload/${payload}`;
    const json = JSON.parse((await node.get(`${path}/outputs`)).text) as OutputsJson;
    const none = Buffer.alloc(8);
    const miner = sized(json.minerData);
    const hashes = [json.payloadHash, json.transactionsHash, json.outputsHash].map(bytes);
    const data = await node.get(path, BINARY);
    expect(data.headers['content-type']).toBe(BINARY);
    expect(data.body).toEqual(Buffer.concat([none, miner, ...hashes]));
    const outputs = await node.get(`${path}/outputs`, BINARY);
    const whole = Buffer.concat([none, miner, sized(json.coinbase), ...hashes]);
    expect(outputs.body).toEqual(whole);
    const list = await node.post('chain/0/payload/outputs/batch', [payload], BINARY);
    expect(list.body).toEqual(Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), whole]));
  });

  it.each(['payload/batch', 'payload/outputs/batch'])(
    'comes with others, those of genesis too, from %s',
    async (path) => {
      const node = await startNode();
      const { payload } = await mineBlock(node);
      const page = await node.get('chain/0/header', OBJECT);
      const { items } = JSON.parse(page.text) as { items: { payloadHash: string }[] };
      const hashes = items.map(({ payloadHash }) => payloadHash);
      expect(hashes).toHaveLength(2);
      expect(hashes).toContain(payload);
      const asked = [...hashes, 'A'.repeat(43)];
      for (const body of [asked, { heights: [0, 1, 2], hashes: asked }]) {
        const answer = await node.post(`chain/0/${path}`, body);
        expect(answer.status).toBe(200);
        const found = JSON.parse(answer.text) as OutputsJson[];
        expect(found.map(({ payloadHash }) => payloadHash)).toEqual(hashes);
        expect(found.every((item) => 'coinbase' in item)).toBe(path.includes('outputs'));
      }
    },
  );

  it('is looked up for a thousand hashes of a batch', async () => {
    const node = await startNode();
    const { payload } = await mineBlock(node);
    const unknown = Array.from({ length: 1000 }, (_, index) =>
      createHash('sha256').update(String(index)).digest('base64url'),
    );
    const ask = async (hashes: string[]): Promise<unknown[]> => {
      const answer = await node.post('chain/0/payload/batch', hashes);
      return JSON.parse(answer.text) as unknown[];
    };
    expect(await ask([...unknown.slice(1), payload])).toHaveLength(1);
    expect(await ask([...unknown, payload])).toEqual([]);
  });

  it('that no block has is 404, in the words of the node', async () => {
    const { get } = await startNode();
    const key = 'A'.repeat(43);
    for (const path of [`chain/0/payload/${key}`, `chain/0/payload/${key}/outputs`]) {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(JSON.parse(answer.text)).toEqual({ reason: 'key not found', key });
    }
  });

  it('is kept when the node starts again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heddle-payloads-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const dataFile = join(folder, 'practice.db');
    const first = await startNode({ dataFile });
    const { payload } = await mineBlock(first);
    await first.node.close();
    const { get } = await startNode({ dataFile });
    expect((await get(`chain/0/payload/${payload}`)).status).toBe(200);
  });

  it.each([
    ['GET', 'payload', 404],
    ['GET', 'payload/xyz', 400],
    ['GET', `payload/${'A'.repeat(43)}?height=x`, 400],
    ['POST', `payload/${'A'.repeat(43)}`, 405],
    ['GET', 'payload/batch', 405],
    ['GET', 'payload/outputs/batch', 405],
    ['GET', `payload/${'A'.repeat(43)}/more`, 404],
    ['GET', `payload/${'A'.repeat(43)}/outputs/more`, 404],
    ['POST', 'payload/batch', 415],
  ])('to %s %s is %i', async (method, path, status) => {
    const node = await startNode();
    expect((await node.ask(`chain/0/${path}`, { method })).status).toBe(status);
  });

  it.each([
    ['"x"', 'Invalid payload batch body'],
    ['1', 'Invalid payload batch body'],
    ['null', 'Invalid payload batch body'],
    ['', 'not enough input'],
    ['["x"]', 'not a block hash: "x"'],
    ['[1]', 'expected String'],
    ['{}', 'key "heights" not found'],
    ['{"hashes":[]}', 'key "heights" not found'],
    ['{"heights":1,"hashes":[]}', 'key "heights" not found'],
    ['{"heights":[1]}', 'key "hashes" not found'],
    ['{"heights":[1],"hashes":["x"]}', 'not a block hash: "x"', '.hashes'],
  ])('is refused for the batch %s: %s', async (body, reason, place = '') => {
    const { ask } = await startNode();
    const headers = { 'content-type': 'application/json' };
    const answer = await ask('chain/0/payload/batch', { method: 'POST', headers, body });
    expect(`${answer.status} ${answer.text}`).toBe(`400 Error in $${place}: ${reason}`);
  });

  it('is not looked up where a batch has fewer heights than hashes', async () => {
    const node = await startNode();
    const { payload } = await mineBlock(node);
    const hashes = ['A'.repeat(43), payload];
    const answer = await node.post('chain/0/payload/batch', { heights: [1], hashes });
    expect(JSON.parse(answer.text)).toEqual([]);
  });

  it('comes in no other form', async () => {
    const node = await startNode();
    const { payload } = await mineBlock(node);
    expect((await node.get(`chain/0/payload/${payload}`, OBJECT)).status).toBe(406);
    for (const more of ['more', 'outputs/more']) {
      expect((await node.get(`chain/0/payload/${payload}/${more}`)).status).toBe(404);
    }
    expect((await node.post(`chain/0/payload/${payload}/batch`, [payload])).status).toBe(404);
  });
});

describe('whole blocks', () => {
  it('come by pages and by branch, header and payload together', async () => {
    const node = await startNode();
    const { payload } = await mineBlock(node);
    interface Block {
      readonly header: { readonly hash: string; readonly height: number };
      readonly payloadWithOutputs: OutputsJson;
    }
    const page = JSON.parse((await node.get('chain/0/block?minheight=1')).text) as {
      items: readonly Block[];
    };
    expect(page).toMatchObject({
      limit: 1,
      items: [{ header: { height: 1 }, payloadWithOutputs: { payloadHash: payload } }],
    });
    const upper = [page.items[0]?.header.hash];
    const branch = await node.post('chain/0/block/branch', { upper });
    const { items } = JSON.parse(branch.text) as { items: readonly Block[] };
    expect(items.map(({ header }) => header.height)).toEqual([1, 0]);
    expect((await node.get('chain/0/block', OBJECT)).status).toBe(406);
    expect((await node.get(`chain/0/block/${upper[0]}`)).status).toBe(404);
  });
});
