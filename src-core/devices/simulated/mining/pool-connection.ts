/** A machine's connection to one pool: subscribes, authorizes, receives jobs and hands shares in. */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { prepareHeader, toWords } from '../../../chainweb/header-hash.ts';
import { targetToLe } from '../../../chainweb/target.ts';
import type { Target } from '../../../chainweb/target.ts';
import { parsePeerJson } from '../../../peers/peer-json.ts';
import type { MachineJob } from './hasher.ts';

/** A pool as it stands in a machine's settings. */
export interface SimulatedPool {
  /** `stratum+tcp://127.0.0.1:1917` */
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** In what machines differ on the wire. */
export interface StratumHabits {
  /** e.g. `kdaminer/1.0.0` */
  readonly agent: string;
  /** Whether a null follows the agent in `mining.subscribe`. */
  readonly sendsSession: boolean;
  /** Whether the chain follows the nonce in `mining.submit`, as Goldshell firmware from 2.0.7 has it. */
  readonly sendsChain: boolean;
}

interface ConnectionOptions {
  readonly pool: SimulatedPool;
  /** The machine's own address, which it connects from. */
  readonly localAddress: string;
  readonly habits: StratumHabits;
  /** Time to the first job. */
  readonly firstJobMs: number;
  readonly onJob: (job: MachineJob) => void;
  readonly onAnswer: (isAccepted: boolean) => void;
  /** The connection failed or ended; called once, not after `close`. */
  readonly onEnd: () => void;
}

export interface PoolConnection {
  submit(job: MachineJob, nonce2: string): void;
  close(): void;
}

const SUBSCRIBE = 1;
const AUTHORIZE = 2;
const FIRST_SHARE = 3;
/** Bytes of the chain id within a work header with three adjacent chains or another number of them. */
const CHAIN_FROM_END = 64;

/** Connects at once. A connection that ends is not opened again. */
export function openPoolConnection(options: ConnectionOptions): PoolConnection {
  const { pool, localAddress, habits, firstJobMs, onJob, onAnswer, onEnd } = options;
  const address = /^(?:stratum\+tcp:\/\/)?([^/:]+):(\d{1,5})\/?$/.exec(pool.url);
  const [, host = localAddress, port = '0'] = address ?? [];
  const socket = connect({ host, port: Number(port), localAddress, noDelay: true });
  let nonce1 = '';
  let nonce2Bytes = 0;
  let target = 0n;
  let nextId = FIRST_SHARE;
  let isOver = false;
  const timer = setTimeout(end, firstJobMs);

  socket.on('connect', () => {
    send(SUBSCRIBE, 'mining.subscribe', [habits.agent, ...(habits.sendsSession ? [null] : [])]);
    send(AUTHORIZE, 'mining.authorize', [pool.user, pool.password]);
  });
  socket.on('error', end);
  socket.on('close', end);
  createInterface({ input: socket })
    .on('line', (line) => {
      if (!isOver) receive(line);
    })
    .on('error', end);

  function send(id: number, method: string, params: readonly unknown[]): void {
    socket.write(`${JSON.stringify({ id, method, params })}\n`);
  }

  function receive(line: string): void {
    const parsed = parsePeerJson(line);
    if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null) return end();
    const { id, method, params, result } = parsed.value as Record<string, unknown>;
    if (method === 'mining.set_target' && Array.isArray(params)) {
      if (!/^[0-9a-f]{64}$/.test(String(params[0]))) return end();
      target = BigInt(`0x${String(params[0])}`);
    } else if (method === 'mining.notify' && Array.isArray(params)) notify(params);
    else if (id === SUBSCRIBE && Array.isArray(result)) {
      nonce1 = String(result[1]);
      nonce2Bytes = Number(result[2]);
    } else if (id === AUTHORIZE && result !== true) end();
    else if (typeof id === 'number' && id >= FIRST_SHARE) onAnswer(result === true);
  }

  function notify([id, header]: readonly unknown[]): void {
    const bytes = Buffer.from(String(header), 'hex');
    const nonce1Bytes = nonce1.length / 2;
    if (bytes.length < CHAIN_FROM_END || nonce1Bytes < 1 || nonce1Bytes > 3) return end();
    clearTimeout(timer);
    onJob({
      id: String(id),
      header: prepareHeader(bytes),
      chain: bytes.readUInt32LE(bytes.length - CHAIN_FROM_END),
      target: toWords(targetToLe(target as Target)),
      nonce1: Number.parseInt(nonce1, 16),
      nonce1Bytes,
      nonce2Bytes,
    });
  }

  function end(): void {
    if (isOver) return;
    close();
    onEnd();
  }

  function close(): void {
    isOver = true;
    clearTimeout(timer);
    socket.destroy();
  }

  if (address === null) queueMicrotask(end);
  return {
    submit(job, nonce2) {
      const chain = habits.sendsChain ? [job.chain] : [];
      send(nextId++, 'mining.submit', [pool.user, job.id, nonce2, ...chain]);
    },
    close,
  };
}
