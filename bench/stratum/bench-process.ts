/** Child processes of a benchmark or a campaign: one request at a time over their message channel. */
import { execFileSync, fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

interface Request {
  readonly command: string;
  readonly argument: unknown;
}

type Reply = { readonly value: unknown } | { readonly failure: string };

/** A child that runs a file of this folder, or of an absolute address. */
export class BenchProcess {
  readonly #child: ChildProcess;

  /**
   * @param core processor to keep to, where there is more than one and the system can do it; null
   *   where it is for the system to choose
   * @param options of Node; those of this process by default
   */
  constructor(file: string | URL, core: number | null, options?: readonly string[]) {
    const path = fileURLToPath(new URL(file, import.meta.url));
    const execArgv = [...(options ?? process.execArgv)];
    this.#child = fork(path, [], { serialization: 'advanced', execArgv });
    if (core !== null && availableParallelism() > 1 && this.#child.pid !== undefined) {
      pinTo(core, this.#child.pid);
    }
  }

  /** Has the child do something and resolves with what it returns. */
  ask<T>(command: string, argument: unknown = null): Promise<T> {
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null): void => reject(new Error(`child ended with ${code}`));
      this.#child.once('exit', onExit);
      this.#child.once('message', (reply: Reply) => {
        this.#child.off('exit', onExit);
        if ('failure' in reply) reject(new Error(reply.failure));
        else resolve(reply.value as T);
      });
      this.#child.send({ command, argument } satisfies Request);
    });
  }

  /** Ends the child. */
  end(): Promise<void> {
    return new Promise((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.disconnect();
    });
  }
}

/** Serves the parent's requests by name. The process ends with its parent's channel. */
export function serveParent(
  commands: Readonly<Record<string, (argument: never) => unknown>>,
): void {
  process.on('message', ({ command, argument }: Request) => {
    void answer(() => commands[command]?.(argument as never));
  });
  process.on('disconnect', () => process.exit(0));
}

async function answer(run: () => unknown): Promise<void> {
  let reply: Reply;
  try {
    reply = { value: await run() };
  } catch (error) {
    reply = { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.send?.(reply);
}

/** Time in ms of a clock that all processes of this computer share. */
export function sharedNowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function pinTo(core: number, pid: number): void {
  try {
    execFileSync('taskset', ['-a', '-c', '-p', String(core), String(pid)], { stdio: 'ignore' });
  } catch {
    // Without taskset the scheduler decides; the processor time shown says what became of it.
  }
}
