/**
 * While no node gives work, hashing is wasted: machines are disconnected and none is accepted, so that
 * each turns to its own next pool. Firmware reads the end of the connection and little else, so the
 * reason is in the last line to the machine and in the log.
 */
import type { Logger } from '../../logging/logger.ts';
import type { LeaveReason } from '../refusals.ts';
import type { StratumEvent } from '../stratum-events.ts';

interface Closable {
  close(reason: LeaveReason): void;
}

interface StandDownOptions {
  readonly sessions: ReadonlySet<Closable>;
  readonly logger: Logger;
  readonly emit: (event: StratumEvent) => void;
}

/** Whether the server accepts machines, and the change from one to the other. */
export class StandDown {
  readonly #options: StandDownOptions;
  #isOn = false;

  constructor(options: StandDownOptions) {
    this.#options = options;
  }

  /** Whether no machine is accepted. */
  get isOn(): boolean {
    return this.#isOn;
  }

  /** Disconnects all machines, as there has been no node for `withoutNodeMs`. */
  begin(withoutNodeMs: number): void {
    if (this.#isOn) return;
    this.#isOn = true;
    const { sessions, logger, emit } = this.#options;
    const seconds = Math.round(withoutNodeMs / 1000);
    logger.warn(
      `no node has had work for ${seconds} s: ${sessions.size} machines are disconnected, and none is accepted until a node has`,
    );
    emit({ type: 'stratum-stood-down', withoutNodeMs });
    for (const session of [...sessions]) session.close({ kind: 'no-node', ms: withoutNodeMs });
  }

  /** A node is back: machines are accepted again. */
  end(): void {
    if (!this.#isOn) return;
    this.#isOn = false;
    this.#options.logger.info('a node has work again: machines are accepted');
    this.#options.emit({ type: 'stratum-resumed' });
  }
}
