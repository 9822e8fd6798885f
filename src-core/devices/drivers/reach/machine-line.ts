/** How the drivers reach machines: rounds of requests, one at a time. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Result } from '../../../result.ts';
import type { DeviceError } from '../../device-error.ts';

/** `gentle` rounds keep a distance of `paceMs` to each other; `quick` ones only wait for these. */
export type Pace = 'gentle' | 'quick';

export interface DeviceIo {
  /**
   * Runs `work` when no other round to this host runs. Its requests are made one after the other.
   * `cancelled` where the signal aborts first.
   */
  round<T>(
    host: string,
    pace: Pace,
    signal: AbortSignal,
    work: (machine: MachineLine) => Promise<Result<T, DeviceError>>,
  ): Promise<Result<T, DeviceError>>;
  /** Cancels what runs and waits, and takes nothing more. */
  close(): void;
}

/** The requests of one round. */
export interface MachineLine {
  http(request: MachineRequest): Promise<Result<MachineAnswer, DeviceError>>;
  /** Sends one command to cgminer's interface: the text of its answer. */
  cgminer(request: CgminerRequest): Promise<Result<string, DeviceError>>;
  /** Counts this round as a gentle one: the machine turned out to need it. */
  goGently(): void;
}

export interface MachineRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly port: number;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Time to connect, ms. */
  readonly connectMs?: number;
  /** Time for the answer from the connection on, ms. */
  readonly answerMs?: number;
  /** A machine that hangs up instead of answering has understood: it restarts. */
  readonly mayHangUp?: boolean;
}

export interface MachineAnswer {
  /** 0 where it hung up and was allowed to. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface CgminerRequest {
  /** 4028, or 4029 at iBeLink. */
  readonly port: number;
  readonly command: string;
  readonly connectMs?: number;
  readonly answerMs?: number;
}
