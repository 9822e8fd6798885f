/** Reports the machines whose every share is refused: as an event when they change, and in the log. */
import type { Logger } from '../../logging/logger.ts';
import { shareError } from '../stratum-errors.ts';
import type { StratumEvent } from '../stratum-events.ts';
import type { RefusedRuns } from './refused-runs.ts';

/** The watch of one server. */
export class RefusedWatch {
  readonly #runs: RefusedRuns;
  readonly #emit: (event: StratumEvent) => void;
  readonly #logger: Logger;
  #reported = '';
  /** How many machines the last line spoke of; 0 when all is well. */
  #logged = 0;

  constructor(runs: RefusedRuns, emit: (event: StratumEvent) => void, logger: Logger) {
    this.#runs = runs;
    this.#emit = emit;
    this.#logger = logger;
  }

  /** To be called every second. */
  look(nowMs: number): void {
    const all = this.#runs.look(nowMs);
    const { machines = 0, names = [], refusal = null, sinceMs = nowMs } = all ?? {};
    const news = all === null ? '' : `${machines} ${names.join()} ${all.refusal.kind}`;
    if (news === this.#reported) return;
    this.#reported = news;
    this.#emit({ type: 'shares-refused', machines, names, refusal, ageMs: nowMs - sinceMs });
    if (refusal === null) {
      this.#logger.info('no machine has all of its shares refused any more');
      this.#logged = 0;
    } else if (machines >= 2 * this.#logged) {
      const more = machines > names.length ? ` and ${machines - names.length} more` : '';
      const whose = `${names.map((name) => JSON.stringify(name)).join(', ')}${more}`;
      this.#logger.warn(
        `every share of ${machines} machine${machines === 1 ? '' : 's'} is refused: ${whose}. Most often: ${shareError(refusal).text}`,
      );
      this.#logged = machines;
    }
  }
}
