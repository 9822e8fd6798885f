import { getEarnings } from '../../bridge.ts';
import { startOfDayMs } from '../../stores/blocks/start-of-day.ts';

/** What own blocks of a network have paid, today being the local day. */
export function askEarnings({
  versionName,
}: {
  readonly versionName: string;
}): ReturnType<typeof getEarnings> {
  return getEarnings({ versionName, todayMs: startOfDayMs(Date.now()) });
}
