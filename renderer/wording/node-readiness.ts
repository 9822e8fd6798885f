/** The steps of a node's readiness: in which state each is, and the sentence about it. */
import type { Translation } from '../../messages/translation.ts';
import type { NodeReadiness, ReadinessStep } from '../../contract/screen-contract.ts';
import { durationText } from './figures/durations.ts';
import { countText } from './figures/si-number.ts';
import { nodeErrorText } from './problems/node-errors.ts';

/** `now`: what the node is busy with, or what the user has to fix. */
type StepMark = 'done' | 'now' | 'bad' | 'waiting';

interface StepText {
  readonly name: string;
  readonly mark: StepMark;
  readonly text: string;
}

/** Whether Heddle can mine with the node now. */
export function isReady({ steps, position }: NodeReadiness): boolean {
  const allDone = Object.values(steps).every(({ state }) => state === 'done');
  return allDone && position?.isRecent === true;
}

/**
 * The steps in their order.
 * @param node its address, for the sentences about what failed
 * @param firstHeight where the chains stood when the user began to watch
 */
export function readinessTexts(
  translation: Translation,
  readiness: NodeReadiness,
  node: string,
  firstHeight: number | null,
): readonly StepText[] {
  const { t } = translation;
  const { steps, network } = readiness;
  const step = (name: string, at: ReadinessStep, done: string): StepText => {
    if (at.state === 'done') return { name, mark: 'done', text: done };
    if (at.state === 'waiting') {
      const text = t(at.reason === 'no-key' ? 'setup.ready.noKey' : 'setup.ready.waits');
      return { name, mark: 'waiting', text };
    }
    const { happened, advice } = nodeErrorText(translation, at.error, node);
    return { name, mark: 'bad', text: `${happened} ${advice}` };
  };
  const reached = t('setup.ready.reachable.done', { network: network?.versionName ?? '' });
  const place = step(
    t('setup.ready.position'),
    steps.position,
    positionText(translation, readiness, firstHeight),
  );
  const catchesUp = place.mark === 'done' && readiness.position?.isRecent === false;
  return [
    step(t('setup.ready.reachable'), steps.reachable, reached),
    catchesUp ? { ...place, mark: 'now' } : place,
    step(t('setup.ready.mining'), steps.mining, t('setup.ready.mining.done')),
    step(t('setup.ready.key'), steps.key, t('setup.ready.key.done')),
  ];
}

function positionText(
  translation: Translation,
  { position }: NodeReadiness,
  firstHeight: number | null,
): string {
  if (position === null) return '';
  const { t } = translation;
  const height = countText(translation, position.height);
  const age = durationText(translation, position.newestAgeMs / 1000);
  if (position.isRecent) return t('setup.ready.position.done', { height, age });
  const more = position.height - (firstHeight ?? position.height);
  if (more <= 0) return t('setup.ready.position.behind', { height, age });
  const blocks = countText(translation, more);
  return t('setup.ready.position.moved', { height, blocks, age });
}
