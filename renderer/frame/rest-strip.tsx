import { stopMining } from '../bridge.ts';
import { Button } from '../components/controls/button.tsx';
import { useClockStore } from '../stores/clock-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import { restText, resumeText } from '../wording/rests.ts';
import type { Rest } from '../../contract/screen-contract.ts';
import { PhaseMark } from './phase-mark.tsx';
import { Sentences, Strip } from './strip.tsx';

/** Why mining rests and when it resumes. The strip's own button is *Mine anyway*. */
export function RestStrip({ rests }: { readonly rests: readonly Rest[] }) {
  const translation = useTranslation();
  const nowMs = useClockStore((clock) => clock.nowMs);
  const [why, when] = [restText(translation, rests), resumeText(translation, rests, nowMs)];
  // The user has planned the other pauses.
  const isHot = rests.some(({ reason }) => reason === 'temperature');
  return (
    <Strip tone={isHot ? 'warn' : 'calm'} spoken={`${why} ${when}`}>
      <PhaseMark phase="stopped" />
      <Sentences happened={why} advice={when} />
      <Button size="small" kind="quiet" onClick={() => void stopMining()}>
        {translation.t('rests.stop')}
      </Button>
    </Strip>
  );
}
