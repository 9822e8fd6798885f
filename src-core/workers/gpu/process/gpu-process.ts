/** The process that drives a graphics card: a driver that crashes or hangs takes only this with it. */
import type { ChildProcess } from 'node:child_process';
import { reasonOf } from '../../../system/thrown-reason.ts';
import type { WorkerFault } from '../../worker.ts';
import { parseGpuEvent } from '../gpu-messages.ts';
import type { GpuCommand, GpuEvent } from '../gpu-messages.ts';

/** How to start a GPU process: with a channel for messages, and no other pipe but for its error output. */
export type StartGpuProcess = (options: { readonly allowSoftware: boolean }) => ChildProcess;

/** A GPU process that has started. After a fault it is over. */
export interface GpuProcess {
  send(command: GpuCommand): void;
  /** How long it may say nothing from now on, ms; null for any time. Each event begins that time again. */
  expectNews(withinMs: number | null): void;
  /** Ends it; resolves when it has ended. Safe to call twice. */
  end(): Promise<void>;
}

interface GpuProcessOptions {
  readonly start: StartGpuProcess;
  readonly allowSoftware: boolean;
  readonly onEvent: (event: Exclude<GpuEvent, { type: 'fault' }>) => void;
  /** Called once, unless it is ended first. */
  readonly onFault: (fault: WorkerFault) => void;
}

/** How long a process that was asked to end may take. */
const END_MS = 1000;
const MAX_LAST_WORDS = 300;

/** Starts one. A process that cannot be started is a fault. */
export function openGpuProcess(options: GpuProcessOptions): GpuProcess {
  const { start, allowSoftware, onEvent, onFault } = options;
  let isOver = false;
  let lastWords: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let withinMs: number | null = null;
  let child: ChildProcess | null = null;
  let exited: Promise<void> = Promise.resolve();

  function fail(kind: WorkerFault['kind'], detail: string): void {
    if (isOver) return;
    void end();
    onFault({ kind, detail, lastWords });
  }

  function waitForNews(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (withinMs === null || isOver) return;
    const seconds = Math.round(withinMs / 1000);
    timer = setTimeout(() => fail('gpu-hung', String(seconds)), withinMs);
  }

  function hear(message: unknown): void {
    if (isOver) return;
    waitForNews();
    const event = parseGpuEvent(message);
    if (event === null) return fail('gpu-failed', 'its message makes no sense');
    if (event.type === 'fault') return fail(event.kind, event.detail);
    onEvent(event);
  }

  function end(): Promise<void> {
    isOver = true;
    waitForNews();
    if (child === null || child.exitCode !== null || child.signalCode !== null) return exited;
    const ending = child;
    if (ending.connected) ending.disconnect();
    const killing = setTimeout(() => ending.kill('SIGKILL'), END_MS);
    return exited.finally(() => clearTimeout(killing));
  }

  try {
    const started = start({ allowSoftware });
    child = started;
    exited = new Promise((resolve) => {
      started.once('exit', (code, signal) => {
        resolve();
        fail('gpu-exited', signal ?? String(code));
      });
      started.once('error', (error) => {
        if (started.pid === undefined) resolve();
        fail('gpu-not-started', reasonOf(error));
      });
    });
    started.on('message', hear);
    started.stderr?.setEncoding('utf8').on('data', (text: string) => {
      const line = text.trim().split('\n').at(-1) ?? '';
      if (line !== '') lastWords = line.slice(0, MAX_LAST_WORDS);
    });
  } catch (error) {
    queueMicrotask(() => fail('gpu-not-started', reasonOf(error)));
  }

  return {
    send(command) {
      if (!isOver && child?.connected === true) child.send(command, () => undefined);
    },
    expectNews(within) {
      withinMs = within;
      waitForNews();
    },
    end,
  };
}
