/** A notice in a sentence or two, with the texts of messages/. */
import type { MessageId } from '../../messages/catalogues.ts';
import type { MessageValues } from '../../messages/translation.ts';
import { clipped } from '../logging/clipped.ts';
import { visibleText } from '../logging/visible-text.ts';
import type { Notice, StopReason } from './notice.ts';
import type { NoticeWords } from './notice-words.ts';

/** Names of machines are theirs to choose. */
const NAME_LENGTH = 64;

const STOPPED: Readonly<Record<StopReason, MessageId>> = {
  'on-battery': 'notices.stopped.onBattery',
  'too-hot': 'notices.stopped.tooHot',
  'not-resumed': 'notices.stopped.notResumed',
  'not-started': 'notices.stopped.notStarted',
  'kept-ending': 'notices.stopped.keptEnding',
  'broke-down': 'notices.stopped.brokeDown',
};

/** What happened, with its figures. */
export function noticeSentence(words: NoticeWords, notice: Notice): string {
  const { t } = words;
  const sinceThen = (sinceMs: number): string => words.duration(notice.atMs - sinceMs);
  switch (notice.kind) {
    case 'block-found':
      return t('notices.blockFound', {
        ...optional('by', 'finder', notice.finder),
        ...optional('on', 'network', notice.versionName),
        ...placeOf(notice),
      });
    case 'block-orphaned':
      return t('notices.blockOrphaned', placeOf(notice));
    case 'machine-offline':
      return t('notices.machineOffline', {
        machine: named(notice.machine),
        duration: sinceThen(notice.sinceMs),
      });
    case 'machine-back':
      return t('notices.machineBack', {
        machine: named(notice.machine),
        duration: words.duration(notice.awayMs),
      });
    case 'rate-low':
      return t('notices.rateLow', {
        who: notice.machine !== null ? 'machine' : (notice.worker ?? 'computer'),
        machine: named(notice.machine ?? ''),
        rate: words.hashRate(notice.rate),
        percent: Math.round((100 * notice.rate) / notice.usual),
        usual: words.hashRate(notice.usual),
      });
    case 'rejects-high': {
      const { refused, shares, machine } = notice;
      return t('notices.rejectsHigh', { refused, shares, machine: named(machine) });
    }
    case 'machine-hot': {
      const { part, celsius, limit, machine } = notice;
      const values = { machine: named(machine), part, celsius: Math.round(celsius), limit };
      return t('notices.machineHot', values);
    }
    case 'node-lost':
      return t('notices.nodeLost', {
        node: hostOf(notice.node),
        duration: sinceThen(notice.sinceMs),
      });
    case 'node-back':
      return t('notices.nodeBack', {
        node: hostOf(notice.node),
        duration: words.duration(notice.awayMs),
      });
    case 'fallback-used':
      return t('notices.fallbackUsed', { node: hostOf(notice.node), lost: hostOf(notice.lost) });
    case 'network-stalled':
      return t('notices.networkStalled', {
        ...optional('named', 'network', notice.versionName),
        duration: sinceThen(notice.sinceMs),
      });
    case 'mining-stopped':
      return t(STOPPED[notice.reason]);
    case 'workers-failed': {
      const { workers, part, sinceMs } = notice;
      return t('notices.workersFailed', {
        ...{ workers, some: part === null ? 'no' : 'yes' },
        ...{ failing: part?.failing ?? 0, of: part?.of ?? 0 },
        duration: sinceThen(sinceMs),
      });
    }
    case 'workers-back':
      return t('notices.workersBack', {
        workers: notice.workers,
        duration: words.duration(notice.awayMs),
      });
    case 'messages-lost':
      return t('notices.messagesLost', { count: notice.messages, host: named(notice.host) });
    case 'disk-low':
      return notice.freeBytes === null
        ? t('notices.diskFull')
        : t('notices.diskLow', { free: Math.floor(notice.freeBytes / 1e6) });
  }
}

/** The machine or the finder of a notice, where it has one. */
export function nameIn(notice: Notice): readonly string[] {
  if ('machine' in notice && notice.machine !== null) return [named(notice.machine)];
  return 'finder' in notice && notice.finder !== null ? [named(notice.finder)] : [];
}

/** A name that a text may leave out. */
function optional(flag: string, name: string, value: string | null): MessageValues {
  return { [flag]: value === null ? 'no' : 'yes', [name]: named(value ?? '') };
}

function placeOf({
  chain,
  height,
}: {
  readonly chain: number | null;
  readonly height: number | null;
}): MessageValues {
  const isKnown = chain !== null && height !== null;
  return { at: isKnown ? 'yes' : 'no', chain: chain ?? 0, height: height ?? 0 };
}

/** IPv4 peers of an IPv6 socket have a prefix that users do not know. */
function named(name: string): string {
  return visibleText(clipped(name.replace(/^::ffff:(?=\d+\.)/i, ''), NAME_LENGTH));
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
