import { useTranslation } from '../../stores/use-translation.ts';
import { useClockStore } from '../../stores/clock-store.ts';
import { agoText, exactText } from '../../wording/figures/moments.ts';

/** How long ago something was; the exact time on hover. */
export function Ago({ atMs }: { readonly atMs: number }) {
  const nowMs = useClockStore((clock) => clock.nowMs);
  const translation = useTranslation();
  return (
    <time dateTime={new Date(atMs).toISOString()} title={exactText(translation, atMs)}>
      {agoText(translation, atMs, nowMs)}
    </time>
  );
}
