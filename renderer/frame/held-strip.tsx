import { resumeWorker } from '../bridge.ts';
import { Button } from '../components/controls/button.tsx';
import { useClockStore } from '../stores/clock-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import type { MinerSnapshot } from '../../contract/screen-contract.ts';
import { allHeldText } from '../wording/worker-groups.ts';
import { PhaseMark } from './phase-mark.tsx';
import { Sentences, Strip } from './strip.tsx';

/** Nothing mines because the user has paused it, or part of it rests: with the way to resume. */
export function HeldStrip({ snapshot }: { readonly snapshot: MinerSnapshot }) {
  const translation = useTranslation();
  const nowMs = useClockStore((clock) => clock.nowMs);
  const { happened, advice } = allHeldText(translation, snapshot, nowMs);
  const paused = snapshot.groups.filter(({ state }) => state === 'paused');
  return (
    <Strip tone="calm" spoken={`${happened} ${advice}`}>
      <PhaseMark phase="stopped" />
      <Sentences happened={happened} advice={advice} />
      {paused.length > 0 && (
        <Button
          size="small"
          icon="play"
          onClick={() => paused.forEach(({ kind }) => void resumeWorker({ kind }))}
        >
          {translation.t('workers.button.resume')}
        </Button>
      )}
    </Strip>
  );
}
