/** Notices: which are sent, when they wait, and where to. */
import type { Settings } from './setting.ts';

/** Topics of notices. The end of a problem (a machine is back) belongs to its topic. */
const NOTICE_TOPICS = [
  'block-found',
  'block-orphaned',
  'machine-offline',
  'rate-low',
  'rejects-high',
  'machine-hot',
  'node-lost',
  'fallback-used',
  'network-stalled',
  'mining-stopped',
  'disk-low',
] as const;

/** How a webhook wants its messages. */
const WEBHOOK_FORMS = ['json', 'ntfy', 'telegram', 'discord', 'slack'] as const;

const TOPICS = {
  type: 'list',
  item: { type: 'choice', values: NOTICE_TOPICS },
  maxItems: 32,
} as const;

export const noticeSettings = {
  notifyWebhook: {
    flags: '--notify-webhook <URL>',
    value: { type: 'web-address', maxLength: 2048 },
    default: null,
    defaultMeans: 'notices are sent nowhere',
    sentence:
      'http(s):// address that notices are sent to; for `telegram` that of your bot ' +
      '(api.telegram.org/bot<token>) followed by `/sendMessage?chat_id=<chat>`',
    knownTo: 'heddle',
    appliesAt: 'now',
    secret: true,
    powerful: true,
  },
  notifyForm: {
    flags: '--notify-form <FORM>',
    value: { type: 'choice', values: WEBHOOK_FORMS },
    default: 'json',
    sentence:
      'how `notifyWebhook` wants its messages; `slack` also suits services compatible with it',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
  notifyKinds: {
    flags: '--notify-kinds <KIND>',
    value: TOPICS,
    default: [...NOTICE_TOPICS],
    defaultMeans: 'all',
    sentence: 'what notices are about',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
  notifyQuietHours: {
    flags: '--notify-quiet-hours <FROM-TO>',
    value: { type: 'hours' },
    default: null,
    defaultMeans: 'none',
    sentence:
      'hours of this computer’s clock, as 22:00-07:00, in which notices wait; one message at the end has them all',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
  notifyQuietPass: {
    flags: '--notify-quiet-pass <KIND>',
    value: TOPICS,
    default: ['block-found'],
    defaultMeans: '`block-found` alone',
    sentence: 'notices that do not wait in quiet hours',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
} as const satisfies Settings;
