/**
 * A chainweb node whose every answer a test decides, on a real loopback port: for what a healthy
 * node never does. (For healthy nodes there is the practice network.)
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { blockHash, toBase64Url } from '../chainweb/block-hash.ts';
import { mkChainId } from '../chainweb/chain-graph.ts';
import { encodeMiningWork } from '../chainweb/mining-work.ts';
import { MAX_TARGET } from '../chainweb/target.ts';
import { encodeWorkHeader } from '../chainweb/work-header.ts';
import type { WorkHeader } from '../chainweb/work-header.ts';
import { bodyOf, reply, serveHttp } from './loopback-server.ts';
import type { LoopbackServer } from './loopback-server.ts';

export interface ScriptedNode extends LoopbackServer {
  /** Status of everything but streams; 200 unless a test sets it. */
  status: number;
  /** Status of update streams. */
  streamStatus: number;
  /** When streams send their head: at once, late as some nodes do, or at once and end with it. */
  streamHead: 'at-once' | 'with-first-event' | 'and-end';
  /** Requests for work get no answer, as from a node where no chain has any. */
  holdsWork: boolean;
  /** Solutions get no answer, unless `answerSolutions` is called. */
  holdsSolutions: boolean;
  /** Those that wait for it. */
  readonly heldSolutions: ServerResponse[];
  /** Pieces of work that it still issues; then it holds them. */
  worksLeft: number;
  /** Nothing gets an answer and streams say nothing, but connections stay open: the cable is out. */
  isCutOff: boolean;
  versionName: string;
  /** How long a block of its chain takes, microseconds; null where it does not say. */
  blockDelayMicros: number | null;
  /** Whether it says which chains there are; old nodes do not. */
  namesChains: boolean;
  /** How many blocks below the tip its work is: a node that is behind its own cut. */
  workBehind: number;
  /** The one chain's blocks, oldest first; the last is the tip. Each solution is appended. */
  readonly blocks: WorkHeader[];
  /** Update streams that are open now. */
  readonly streams: Set<ServerResponse>;
  /** Paths asked, in order. */
  readonly asked: string[];
  /** Writes text to all open streams. */
  tell(text: string): void;
  /** Accepts the solutions that are held, and all from now on. */
  answerSolutions(): void;
  /** Puts another block on top of the chain's block at `height` (cutting off what is above). */
  grow(height?: number): WorkHeader;
  /** Resolves when a condition holds, looked at after every request and every stream's end. */
  until(condition: () => boolean): Promise<void>;
}

/** A network of one chain (`singleton` graph) where every hash meets the target. */
export async function startScriptedNode(port = 0): Promise<ScriptedNode> {
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const check of [...waiting]) check();
  };
  const server = await serveHttp((request, response) => {
    // After the listeners that note the end of a stream.
    response.on('close', () => setImmediate(look));
    void bodyOf(request).then((body) => {
      answer(node, request, body, response);
      look();
    });
  }, port);
  const node: ScriptedNode = {
    ...server,
    status: 200,
    streamStatus: 200,
    streamHead: 'at-once',
    holdsWork: false,
    holdsSolutions: false,
    heldSolutions: [],
    worksLeft: Infinity,
    isCutOff: false,
    versionName: 'scripted',
    blockDelayMicros: null,
    namesChains: true,
    workBehind: 0,
    blocks: [genesis],
    streams: new Set(),
    asked: [],
    tell(text) {
      if (node.isCutOff) return;
      for (const stream of node.streams) stream.write(text);
    },
    answerSolutions() {
      node.holdsSolutions = false;
      for (const response of node.heldSolutions.splice(0)) reply(response, 200, '');
    },
    grow(height = node.blocks.length - 1) {
      node.blocks.length = height + 1;
      const nonce = BigInt(Math.floor(Math.random() * 1e9));
      const block = childOf(node.blocks.at(-1) ?? genesis, nonce);
      node.blocks.push(block);
      return block;
    },
    until(condition) {
      return new Promise((resolve) => {
        const check = (): void => {
          if (!condition()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      });
    },
  };
  return node;
}

const genesis: WorkHeader = {
  flags: 0n,
  creationTimeMicros: 1_700_000_000_000_000n,
  parent: new Uint8Array(32),
  adjacents: [],
  target: MAX_TARGET,
  payloadHash: new Uint8Array(32),
  chain: mkChainId(0),
  weight: 0n,
  height: 0,
  versionCode: 2,
  epochStartMicros: 1_700_000_000_000_000n,
  nonce: 0n,
};

function childOf(parent: WorkHeader, nonce: bigint): WorkHeader {
  return {
    ...parent,
    parent: blockHash(parent),
    height: parent.height + 1,
    weight: parent.weight + 1n,
    creationTimeMicros: parent.creationTimeMicros + 1_000_000n,
    nonce,
  };
}

function answer(
  node: ScriptedNode,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void {
  const path = new URL(request.url ?? '/', 'http://node').pathname;
  const query = new URL(request.url ?? '/', 'http://node').searchParams;
  node.asked.push(path);
  if (node.isCutOff) return;
  if (path.endsWith('/mining/updates')) {
    if (node.streamStatus !== 200) {
      refuse(response, node.streamStatus);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (node.streamHead === 'and-end') {
      response.end();
      return;
    }
    if (node.streamHead === 'at-once') response.flushHeaders();
    node.streams.add(response);
    response.on('close', () => node.streams.delete(response));
    return;
  }
  if (node.status !== 200) {
    refuse(response, node.status);
    return;
  }
  if (path === '/info') {
    const graph = [[0, [[0, []]]]];
    const info = { nodeVersion: node.versionName, nodeBlockDelay: node.blockDelayMicros };
    const chains = node.namesChains ? { nodeChains: ['0'], nodeGraphHistory: graph } : {};
    reply(response, 200, JSON.stringify({ ...info, ...chains }));
  } else if (path.endsWith('/mining/work')) {
    if (node.holdsWork || node.worksLeft <= 0) return;
    node.worksLeft -= 1;
    const parent = node.blocks.at(-1 - node.workBehind) ?? genesis;
    const header = childOf(parent, 0n);
    reply(response, 200, encodeMiningWork(header, encodeWorkHeader(header)));
  } else if (path.endsWith('/mining/solved')) {
    if (node.holdsSolutions) node.heldSolutions.push(response);
    else reply(response, 200, '');
  } else if (path.endsWith('/cut')) {
    const tip = node.blocks.at(-1) ?? genesis;
    const hash = toBase64Url(blockHash(tip));
    reply(response, 200, JSON.stringify({ hashes: { 0: { height: tip.height, hash } } }));
  } else if (path.endsWith('/branch')) {
    const least = Number(query.get('minheight'));
    const most = Number(query.get('maxheight'));
    const { upper } = JSON.parse(body.toString()) as { upper: string[] };
    const top = node.blocks.findIndex((block) => toBase64Url(blockHash(block)) === upper[0]);
    const items = node.blocks
      .slice(0, top + 1)
      .filter(({ height }) => height >= least && height <= most)
      .reverse()
      .map((block) => Buffer.concat([encodeWorkHeader(block), blockHash(block)]))
      .map((bytes) => bytes.toString('base64url'));
    reply(response, 200, JSON.stringify({ limit: items.length, items, next: null }));
  } else {
    reply(response, 404, '');
  }
}

/** What a node says with its refusals. */
const REFUSALS: Readonly<Record<number, string>> = {
  403: 'Unauthorized Miner: scripted',
  404: 'No associated Payload',
  503: 'Too many work requests',
};

function refuse(response: ServerResponse, status: number): void {
  response.setHeader('x-chainweb-node-version', '3.2');
  reply(response, status, REFUSALS[status] ?? 'scripted');
}
