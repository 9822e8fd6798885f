/** What each kind of notice is called. */
import type { MessageId } from '../../messages/catalogues.ts';
import type { NoticeKind } from './notice.ts';

export const NOTICE_TITLES: Readonly<Record<NoticeKind, MessageId>> = {
  'block-found': 'notices.title.blockFound',
  'block-orphaned': 'notices.title.blockOrphaned',
  'machine-offline': 'notices.title.machineOffline',
  'machine-back': 'notices.title.machineBack',
  'rate-low': 'notices.title.rateLow',
  'rejects-high': 'notices.title.rejectsHigh',
  'machine-hot': 'notices.title.machineHot',
  'node-lost': 'notices.title.nodeLost',
  'node-back': 'notices.title.nodeBack',
  'fallback-used': 'notices.title.fallbackUsed',
  'network-stalled': 'notices.title.networkStalled',
  'mining-stopped': 'notices.title.miningStopped',
  'workers-failed': 'notices.title.workersFailed',
  'workers-back': 'notices.title.workersBack',
  'messages-lost': 'notices.title.messagesLost',
  'disk-low': 'notices.title.diskLow',
};
