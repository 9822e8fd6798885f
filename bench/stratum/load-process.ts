/** The machines' side of the benchmark, in a process of its own. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
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

/** Times in ms, one of each kind per block. */
export interface WholeWay {
  readonly toNode: number[];
  readonly toNextJob: number[];
  readonly toAnswer: number[];
  /** From the node's `New Cut` to the job on top of it. */
  readonly announced: number[];
}

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

  /** Opens sessions, a few at a time, until there are so many. */
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

  /** The whole way of a block: ms from submit to `mining/solved` at the node, and to the next job. */
  async solveBlocks({ port, count }: { port: number; count: number }): Promise<WholeWay> {
    const machine = await ScriptedMachine.start(port);
    const way: WholeWay = { toNode: [], toNextJob: [], toAnswer: [], announced: [] };
    for (let i = 0; i < count; i++) {
      const job = machine.jobs.at(-1)!;
      const solved = (): number =>
        node?.asked.filter((path) => path.endsWith('/mining/solved')).length ?? 0;
      const before = solved();
      const nextJob = machine.nextJob();
      const startMs = sharedNowMs();
      const since = (): number => sharedNowMs() - startMs;
      await Promise.all([
        machine.submit(job, '000000000001').then(() => way.toAnswer.push(since())),
        node?.until(() => solved() > before).then(() => way.toNode.push(since())),
        nextJob.then(() => way.toNextJob.push(since())),
      ]);
      // Blocks are rare: the miner has looked at the cut again before there is another one.
      await node?.until(() => node?.asked.some((path) => path.endsWith('/cut')) === true);
      node?.asked.splice(0);
    }
    await node?.until(() => (node?.streams.size ?? 0) > 0);
    for (let i = 0; i < count; i++) {
      node?.asked.splice(0);
      // Each new block takes the place of the one before: the node has to search no long chain.
      node?.grow(0);
      const nextJob = machine.nextJob();
      const startMs = sharedNowMs();
      node?.tell('event:New Cut\n\n');
      await nextJob;
      way.announced.push(sharedNowMs() - startMs);
      // The miner looks at the new block a little later: the next one comes after that.
      await node?.until(() => node?.asked.some((path) => path.endsWith('/branch')) === true);
    }
    machine.socket.destroy();
    return way;
  },

  stopNode: () => node?.close(),
});

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
