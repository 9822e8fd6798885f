/** Requests about chance and what it brought: each is about one network alone. */
import { luckBefore, oddsOf } from '../../src-core/index.ts';
import type { History } from '../../src-core/index.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import type { MiningHost } from '../mining/mining-host.ts';

const DAY_MS = 86_400_000;

type LuckHandlers = Pick<RequestHandlers, 'getLuck' | 'getBestShares' | 'getEarnings'>;

/** @param nowMs ms since the Unix epoch */
export function createLuckHandlers(
  history: History,
  host: Pick<MiningHost, 'snapshot'>,
  nowMs: () => number = Date.now,
): LuckHandlers {
  return {
    getLuck({ versionName }) {
      const now = nowMs();
      const found = history.countBlocks(versionName, now + 1);
      const spans = history.effortHours(versionName, now - 30 * DAY_MS);
      const { network, hashesPerSecondMinute, difficulty } = host.snapshot();
      const isMined = network?.versionName === versionName;
      return {
        found,
        luck: luckBefore(now, spans, (ms) => found - history.countBlocks(versionName, ms + 1)),
        odds: isMined ? oddsOf(hashesPerSecondMinute, difficulty) : null,
      };
    },
    getBestShares: ({ versionName }) => history.bestShares(versionName),
    getEarnings({ versionName, todayMs }) {
      const earnedIn = (sinceMs: number) => history.earnedSince(versionName, sinceMs);
      const now = nowMs();
      return {
        today: earnedIn(todayMs),
        week: earnedIn(now - 7 * DAY_MS),
        month: earnedIn(now - 30 * DAY_MS),
      };
    },
  };
}
