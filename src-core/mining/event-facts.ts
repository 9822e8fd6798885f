/** Adds to the news of the rooms what only their sum tells: time, the work that hashes were for, how long a block takes. */
import { addHashes, emptyMeter, hashRateOver } from '../state/hash-meter.ts';
import type { HashMeter } from '../state/hash-meter.ts';
import type { MinerEvent, MinerNews } from '../state/miner-events.ts';

interface CurrentWork {
  readonly difficulty: number;
  readonly versionName: string;
}

/** The rate over this time is that at which a block was searched. */
const RATE_OVER_MS = 60_000;

/** Makes events of news, which must come in order. */
export function createEventFacts(nowMs: () => number = Date.now): (news: MinerNews) => MinerEvent {
  const works = new Map<string, CurrentWork>();
  const meters = new Map<string, HashMeter>();

  function expectedSeconds(difficulty: number, atMs: number): number | null {
    let rate = 0;
    for (const meter of meters.values()) rate += hashRateOver(meter, RATE_OVER_MS, atMs);
    return rate > 0 ? difficulty / rate : null;
  }

  return (news) => {
    const atMs = nowMs();
    switch (news.type) {
      case 'work-received': {
        const { worker, difficulty, versionName } = news;
        works.set(worker, { difficulty, versionName });
        return { ...news, atMs };
      }
      case 'hashes-tried': {
        const { worker, hashes, elapsedMs } = news;
        const meter = meters.get(worker) ?? emptyMeter();
        meters.set(worker, addHashes(meter, { atMs, hashes, elapsedMs }));
        const work = works.get(worker);
        return {
          ...news,
          atMs,
          difficulty: work?.difficulty ?? null,
          versionName: work?.versionName ?? null,
        };
      }
      case 'solution-found':
        return { ...news, atMs, expectedSeconds: expectedSeconds(news.difficulty, atMs) };
      default:
        return { ...news, atMs };
    }
  };
}
