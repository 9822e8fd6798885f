import { useClockStore } from '../../stores/clock-store.ts';
import { agoText, exactText } from '../../wording/moments.ts';

/** How long ago something was; the exact time on hover. */
export function Ago({ atMs }: { readonly atMs: number }) {
  const nowMs = useClockStore((clock) => clock.nowMs);
  return (
    <time dateTime={new Date(atMs).toISOString()} title={exactText(atMs)}>
      {agoText(atMs, nowMs)}
    </time>
  );
}
