/** The topics of notices: what each is called, and when it is reported. */
import type { MinerConfig, NoticeTopic } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { MessageValues, Translation } from '../../../messages/translation.ts';
import { durationText } from '../figures/durations.ts';

interface TopicTexts {
  readonly topic: NoticeTopic;
  readonly name: string;
  readonly about: string;
}

/** Their limits are in the sentences. */
type Limits = Pick<MinerConfig, 'notifyOfflineAfter' | 'notifyRateBelow' | 'notifyRejectsAbove'>;

/** In the order in which they are shown. */
const TOPICS: Readonly<Record<NoticeTopic, readonly [name: MessageId, about: MessageId]>> = {
  'block-found': ['notices.topic.blockFound', 'notices.topic.blockFound.about'],
  'block-orphaned': ['notices.topic.blockOrphaned', 'notices.topic.blockOrphaned.about'],
  'machine-offline': ['notices.topic.machineOffline', 'notices.topic.machineOffline.about'],
  'rate-low': ['notices.topic.rateLow', 'notices.topic.rateLow.about'],
  'rejects-high': ['notices.topic.rejectsHigh', 'notices.topic.rejectsHigh.about'],
  'machine-hot': ['notices.topic.machineHot', 'notices.topic.machineHot.about'],
  'node-lost': ['notices.topic.nodeLost', 'notices.topic.nodeLost.about'],
  'fallback-used': ['notices.topic.fallbackUsed', 'notices.topic.fallbackUsed.about'],
  'network-stalled': ['notices.topic.networkStalled', 'notices.topic.networkStalled.about'],
  'mining-stopped': ['notices.topic.miningStopped', 'notices.topic.miningStopped.about'],
  'disk-low': ['notices.topic.diskLow', 'notices.topic.diskLow.about'],
};

/** What a topic is called. */
export function topicName(topic: NoticeTopic): MessageId {
  return TOPICS[topic][0];
}

/** All topics with their texts. */
export function noticeTopics(translation: Translation, limits: Limits): readonly TopicTexts[] {
  const { t } = translation;
  return (Object.keys(TOPICS) as NoticeTopic[]).map((topic) => {
    const [name, about] = TOPICS[topic];
    return { topic, name: t(name), about: t(about, valuesOf(translation, topic, limits)) };
  });
}

function valuesOf(translation: Translation, topic: NoticeTopic, limits: Limits): MessageValues {
  const percent = (part: number): string =>
    translation.number(100 * part, { maximumFractionDigits: 1 });
  switch (topic) {
    case 'machine-offline':
      return { duration: durationText(translation, limits.notifyOfflineAfter) };
    case 'rate-low':
      return { percent: percent(limits.notifyRateBelow) };
    case 'rejects-high':
      return { percent: percent(limits.notifyRejectsAbove) };
    default:
      return {};
  }
}
