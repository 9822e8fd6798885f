/** The machines' side of the benchmark, in a process of its own. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { startScriptedNode } from '../../src-core/tests/scripted-node.ts';
import type { ScriptedNode } from '../../src-core/tests/scripted-node.ts';
import { ScriptedMachine } from '../../src-core/tests/scripted-machine.ts';
import { serveParent, sharedNowMs } from './bench-process.ts';

const NEWLINE = 0x0a;
/** Lines of one write, and writes on their way at a time per connection. */
const BATCH_LINES = 100;
const BATCHES_AHEAD = 4;

export type ShareKind = 'echo' | 'valid' | 'duplicate' | 'low' | 'stale' | 'unknown';

export interface FloodOrder {
  readonly port: number;
  readonly kind: ShareKind;
  readonly connections: number;
  readonly sharesPerConnection: number;
}

export interface Arrivals {
  /** When each session had the whole notify, ms of the shared clock, ascending. */
  readonly atMs: readonly number[];
  /** Sessions whose connection ended. */
  readonly closed: number;
}

interface BlockOrder {
  readonly port: number;
  readonly count: number;
  /** Each some 50 ms after the one before instead of at once: processors go to sleep in between. */
  readonly areApart: boolean;
}

/** Times in ms from the winning share, one of each kind per block. */
export interface BlockTimes {
  /** To `mining/solved` at the node. */
  readonly toNode: number[];
  readonly toAnswer: number[];
  readonly toNextJob: number[];
}

/** As long as the miner takes to poll the cut after a block. */
const BLOCK_PAUSE_MS = 50;

/** Counts lines. */
class Peer {
  readonly socket: Socket;
  lines = 0;
  jobId = '';
  lastLineAtMs = 0;
  #text = '';
  #keepsText = true;
  onLines: () => void = () => undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
  }

  static open(port: number): Promise<Peer> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      socket.once('connect', () => resolve(new Peer(socket)));
      socket.once('error', reject);
    });
  }

  /** Subscribes and waits for answer, target and job. */
  async subscribe(): Promise<void> {
    this.socket.write('{"id":1,"method":"mining.subscribe","params":["bench/1.0",null]}\n');
    await this.until(3);
    this.jobId = /mining\.notify","params":\["([0-9a-f]+)"/.exec(this.#text)?.[1] ?? '';
    this.#keepsText = false;
    this.#text = '';
  }

  until(lines: number): Promise<void> {
    return new Promise((resolve) => {
      this.onLines = () => {
        if (this.lines >= lines) resolve();
      };
      this.onLines();
    });
  }

  #onData(chunk: Buffer): void {
    if (this.#keepsText) this.#text += chunk.toString('latin1');
    let count = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) count++;
    if (count === 0) return;
    this.lines += count;
    this.lastLineAtMs = sharedNowMs();
    this.onLines();
  }
}

/** Batches of submit lines, made before the clock runs. */
function batches(kind: ShareKind, jobId: string, shares: number): Buffer[] {
  const made: Buffer[] = [];
  for (let share = 0; share < shares; share += BATCH_LINES) {
    let text = '';
    for (let i = share; i < share + BATCH_LINES; i++) {
      const nonce2 = (kind === 'duplicate' ? 1 : i).toString(16).padStart(12, '0');
      const job = kind === 'unknown' ? 'ffffff' : jobId;
      text += `{"id":${i},"method":"mining.submit","params":["k:account.rig","${job}","${nonce2}"]}\n`;
    }
    made.push(Buffer.from(text));
  }
  return made;
}

const floods: { peer: Peer; lines: Buffer[] }[] = [];
let sessions: Peer[] = [];
let closed = 0;
let node: ScriptedNode | null = null;

serveParent({
  async prepareFlood({ port, kind, connections, sharesPerConnection }: FloodOrder): Promise<void> {
    for (let i = 0; i < connections; i++) {
      const peer = await Peer.open(port);
      if (kind !== 'echo') await peer.subscribe();
      floods.push({ peer, lines: batches(kind, peer.jobId, sharesPerConnection) });
    }
  },

  /** Sends everything that was prepared; answers how long it took until all was answered. */
  async flood(): Promise<number> {
    const startMs = sharedNowMs();
    await Promise.all(floods.map(({ peer, lines }) => pump(peer, lines)));
    const elapsedMs = sharedNowMs() - startMs;
    for (const { peer } of floods.splice(0)) peer.socket.destroy();
    return elapsedMs;
  },

  /** Opens sessions, a few at a time, until there are that many. */
  async openSessions({ port, count }: { port: number; count: number }): Promise<number> {
    while (sessions.length < count) {
      const missing = Math.min(50, count - sessions.length);
      const opened = await Promise.all(Array.from({ length: missing }, () => Peer.open(port)));
      await Promise.all(opened.map((peer) => peer.subscribe()));
      for (const peer of opened) peer.socket.on('close', () => (closed += 1));
      sessions.push(...opened);
    }
    return sessions.length;
  },

  /** Gets ready to note the next job of each session. */
  expectJobs(): void {
    for (const peer of sessions) peer.lines = 0;
  },

  async arrivals(): Promise<Arrivals> {
    await Promise.all(sessions.map((peer) => peer.until(1)));
    return { atMs: sessions.map(({ lastLineAtMs }) => lastLineAtMs).sort((a, b) => a - b), closed };
  },

  closeSessions(): number {
    const ended = closed;
    for (const { socket } of sessions) socket.destroy();
    sessions = [];
    closed = 0;
    return ended;
  },

  /** Submits shares one after the other on one session: ms from each to its answer. */
  async pingPong({ port, count }: { port: number; count: number }): Promise<number[]> {
    const peer = await Peer.open(port);
    await peer.subscribe();
    const times: number[] = [];
    for (let i = 0; i < count; i++) {
      const line = `{"id":${i},"method":"mining.submit","params":["a","${peer.jobId}","${i.toString(16)}"]}\n`;
      const startMs = sharedNowMs();
      const { lines } = peer;
      peer.socket.write(line);
      await peer.until(lines + 1);
      times.push(sharedNowMs() - startMs);
    }
    peer.socket.destroy();
    return times;
  },

  /** A node of one chain whose every hash is a block; answers its address. */
  async startNode(): Promise<string> {
    node = await startScriptedNode();
    return node.address;
  },

  /** The whole way of blocks through the miner. */
  async solveBlocks({ port, count, areApart }: BlockOrder): Promise<BlockTimes> {
    const machine = await ScriptedMachine.start(port);
    const times: BlockTimes = { toNode: [], toNextJob: [], toAnswer: [] };
    for (let i = 0; i < count; i++) {
      node?.asked.splice(0);
      const nextJob = machine.nextJob();
      const since = stopwatch();
      await Promise.all([
        machine
          .submit(machine.jobs.at(-1)!, '000000000001')
          .then(() => times.toAnswer.push(since())),
        nodeAsked('/mining/solved').then(() => times.toNode.push(since())),
        nextJob.then(() => times.toNextJob.push(since())),
      ]);
      // Until the miner has polled the cut again.
      if (areApart) await nodeAsked('/cut');
    }
    machine.socket.destroy();
    return times;
  },

  /** The same way through a bare relay: what it takes without a miner on it. */
  async relayBlocks({ port, count, areApart }: BlockOrder): Promise<BlockTimes> {
    const peer = await Peer.open(port);
    const times: BlockTimes = { toNode: [], toNextJob: [], toAnswer: [] };
    for (let i = 0; i < count; i++) {
      node?.asked.splice(0);
      const { lines } = peer;
      const since = stopwatch();
      peer.socket.write(`{"id":${i},"method":"mining.submit","params":["a","1","000000000001"]}\n`);
      await Promise.all([
        peer.until(lines + 1).then(() => times.toAnswer.push(since())),
        nodeAsked('/mining/solved').then(() => times.toNode.push(since())),
      ]);
      if (areApart) await setTimeout(BLOCK_PAUSE_MS);
    }
    peer.socket.destroy();
    return times;
  },

  /** Times from the node's `New Cut` to the job on top of it. */
  async announceCuts({ port, count }: { port: number; count: number }): Promise<number[]> {
    const machine = await ScriptedMachine.start(port);
    const times: number[] = [];
    await node?.until(() => (node?.streams.size ?? 0) > 0);
    for (let i = 0; i < count; i++) {
      node?.asked.splice(0);
      // Each new block takes the place of the one before: the node has to search no long chain.
      node?.grow(0);
      const nextJob = machine.nextJob();
      const since = stopwatch();
      node?.tell('event:New Cut\n\n');
      await nextJob;
      times.push(since());
      // The miner fetches the new block a little later: the next one comes after that.
      await nodeAsked('/branch');
    }
    machine.socket.destroy();
    return times;
  },

  stopNode: () => node?.close(),
});

/** Resolves when the node has been asked for a path of that end since its list was cleared. */
async function nodeAsked(end: string): Promise<void> {
  await node?.until(() => node?.asked.some((path) => path.endsWith(end)) === true);
}

/** Returns the ms since it was made. */
function stopwatch(): () => number {
  const startMs = sharedNowMs();
  return () => sharedNowMs() - startMs;
}

function pump(peer: Peer, lines: readonly Buffer[]): Promise<void> {
  const total = peer.lines + lines.length * BATCH_LINES;
  let sent = 0;
  const before = peer.lines;
  return new Promise((resolve) => {
    peer.onLines = () => {
      const answered = (peer.lines - before) / BATCH_LINES;
      while (sent < lines.length && sent < answered + BATCHES_AHEAD) {
        peer.socket.write(lines[sent++]!);
      }
      if (peer.lines >= total) resolve();
    };
    peer.onLines();
  });
}
