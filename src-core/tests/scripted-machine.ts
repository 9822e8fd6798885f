/**
 * A mining machine whose every line a test decides, over a real socket. It knows the protocol only
 * as far as a machine must: it notes its nonce1, target and job, and can find shares by hashing.
 */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { powHash } from '../chainweb/pow-hash.ts';
import { targetFromLe } from '../chainweb/target.ts';

/** A line of the server. */
export interface ServerMessage {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: readonly unknown[];
  readonly result?: unknown;
  readonly error?: readonly [number, string, null] | null;
}

export interface MachineJob {
  readonly id: string;
  readonly header: Buffer;
  readonly target: bigint;
}

/** A connection to a Stratum server, with the machine's side played by a test. */
export class ScriptedMachine {
  readonly socket: Socket;
  /** Everything received, in order. */
  readonly received: ServerMessage[] = [];
  /** The same as it was written. */
  readonly lines: string[] = [];
  /** Jobs with the target in force when they came. */
  readonly jobs: MachineJob[] = [];
  nonce1 = '';
  /** Resolves when the connection is over. */
  readonly closed: Promise<void>;
  readonly #answers = new Map<unknown, ServerMessage>();
  #target = 0n;
  /** Above what tests write by hand. */
  #nextId = 1000;
  #nextNonce = 0;
  readonly #waiting = new Set<() => void>();
  #isClosed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    const lines = createInterface({ input: socket }).on('line', (line) => this.#onLine(line));
    // A broken connection is closed next, which is all that matters.
    for (const source of [socket, lines]) source.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.on('close', () => {
        this.#isClosed = true;
        this.#wake();
        resolve();
      });
    });
  }

  /** Connects to a server on this computer, from one of its addresses. */
  static async connect(
    port: number,
    host = '127.0.0.1',
    localAddress?: string,
  ): Promise<ScriptedMachine> {
    const socket = connect({ port, host, noDelay: true, ...(localAddress && { localAddress }) });
    const machine = new ScriptedMachine(socket);
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return machine;
  }

  /** Connects, subscribes and waits for the first job. */
  static async start(port: number, user?: string): Promise<ScriptedMachine> {
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    if (user !== undefined) await machine.request('mining.authorize', [user, 'x']);
    await machine.job();
    return machine;
  }

  /** Sends a text as it is. */
  write(text: string): void {
    this.socket.write(text);
  }

  /** Sends a request with a new id and resolves with its answer. */
  async request(method: string, params: readonly unknown[]): Promise<ServerMessage> {
    const id = this.#nextId++;
    this.write(`${JSON.stringify({ id, method, params })}\n`);
    return this.answer(id);
  }

  /** Subscribes, and takes the nonce prefix of the answer. */
  async subscribe(params: readonly unknown[] = ['test/1.0', null]): Promise<void> {
    const answer = await this.request('mining.subscribe', params);
    this.nonce1 = (answer.result as [null, string, number])[1];
  }

  /** The answer with that id, the first that comes if it is not there yet. */
  answer(id: unknown): Promise<ServerMessage> {
    return this.until(() => this.#answers.get(id));
  }

  /** The job after `count` others, e.g. 0 for the first one. */
  job(count = 0): Promise<MachineJob> {
    return this.until(() => this.jobs[count]);
  }

  /** Resolves with the next job that comes. */
  nextJob(): Promise<MachineJob> {
    return this.job(this.jobs.length);
  }

  /** Resolves once `look` finds something, looking after each line. Rejects if the server leaves. */
  until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const found = look();
        if (found === undefined && !this.#isClosed) return;
        this.#waiting.delete(check);
        if (found === undefined) reject(new Error('the server closed the connection'));
        else resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** A nonce2 not used before whose hash fulfils `isGood`, by default the job's target. */
  find(job: MachineJob, isGood = (hash: bigint): boolean => hash <= job.target): string {
    for (;;) {
      const nonce2 = (this.#nextNonce++).toString(16).padStart(12, '0');
      if (isGood(this.hash(job, nonce2))) return nonce2;
    }
  }

  /** A nonce2 not used before whose hash misses the target of each job so far: the server tries a share on several. */
  findMiss(): string {
    for (;;) {
      const nonce2 = this.find(this.jobs.at(-1)!, () => true);
      if (this.jobs.every((job) => this.hash(job, nonce2) > job.target)) return nonce2;
    }
  }

  /** The PoW hash of a job with a nonce2, as a number. */
  hash(job: MachineJob, nonce2: string): bigint {
    const header = Buffer.from(job.header);
    // The nonce's digits are nonce2, nonce1; its bytes stand the other way round.
    Buffer.from(nonce2 + this.nonce1, 'hex')
      .reverse()
      .copy(header, header.length - 8);
    return targetFromLe(powHash(header));
  }

  /** Sends a share, and resolves with the answer. */
  submit(job: MachineJob, nonce2: string, user = 'account.rig'): Promise<ServerMessage> {
    return this.request('mining.submit', [user, job.id, nonce2]);
  }

  /**
   * Submits a solution of the newest job, and resolves with the answer once the next job came too.
   * Both are awaited at once, for each of them fails when the connection ends.
   */
  async solve(user = 'account.rig'): Promise<ServerMessage> {
    const job = this.jobs.at(-1) ?? (await this.job());
    const nonce2 = this.find(job);
    const [answer] = await Promise.all([this.submit(job, nonce2, user), this.nextJob()]);
    return answer;
  }

  /** Closes the connection and waits for its end. */
  async leave(): Promise<void> {
    this.socket.end();
    await this.closed;
  }

  #onLine(line: string): void {
    const message = JSON.parse(line) as ServerMessage;
    this.lines.push(line);
    this.received.push(message);
    if (message.method === undefined && !this.#answers.has(message.id)) {
      this.#answers.set(message.id, message);
    }
    if (message.method === 'mining.set_target') {
      this.#target = BigInt(`0x${message.params?.[0] as string}`);
    } else if (message.method === 'mining.notify') {
      const [id, header] = message.params as [string, string, boolean];
      this.jobs.push({ id, header: Buffer.from(header, 'hex'), target: this.#target });
    }
    this.#wake();
  }

  #wake(): void {
    for (const check of [...this.#waiting]) check();
  }
}
