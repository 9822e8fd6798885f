/** Marks what happens to the session on the time line of the charts. */
import { isDeepStrictEqual } from 'node:util';
import type { MinerConfig } from '../../config/miner-config.ts';
import type { History } from '../../history/history.ts';
import { markEvent, markLook, NOTHING_MARKED } from '../../history/marks/mark-watch.ts';
import type { Marked } from '../../history/marks/mark-watch.ts';
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { SessionEvent } from './session-events.ts';

interface HistoryMarks {
  /** To be called with every event of the session. */
  take(event: SessionEvent): void;
  /** To be called every second while mining. */
  look(snapshot: MinerSnapshot): void;
  /** To be called when the configuration has changed. */
  configChanged(): void;
}

/** Writes marks to the history as the miner and its configuration change. */
export function createHistoryMarks(
  history: Pick<History, 'mark'>,
  config: () => MinerConfig,
): HistoryMarks {
  let watch = NOTHING_MARKED;
  let known = config();

  function write({ watch: next, marks }: Marked): void {
    watch = next;
    marks.forEach(history.mark);
  }

  return {
    take: (event) => write(markEvent(watch, event, Date.now())),
    look: (snapshot) => write(markLook(watch, snapshot)),
    configChanged() {
      const keys = changedKeys(known, config());
      known = config();
      if (keys.length > 0) history.mark({ kind: 'settings-changed', keys, atMs: Date.now() });
    },
  };
}

function changedKeys(before: MinerConfig, after: MinerConfig): string[] {
  const keys = Object.keys(after) as (keyof MinerConfig)[];
  return keys.filter((key) => !isDeepStrictEqual(before[key], after[key]));
}
