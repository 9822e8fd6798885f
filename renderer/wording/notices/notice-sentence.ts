/** A notice in a sentence or two. */
import type { Notice } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { MessageValues, Translation } from '../../../messages/translation.ts';
import { durationText } from '../figures/durations.ts';
import { hashRateText } from '../figures/si-number.ts';
import { addressText } from '../machines/machine-name.ts';
import { hostText } from '../problems/node-errors.ts';

const STOPPED: Readonly<Record<Extract<Notice, { kind: 'mining-stopped' }>['reason'], MessageId>> =
  {
    'on-battery': 'notices.stopped.onBattery',
    'too-hot': 'notices.stopped.tooHot',
    'not-resumed': 'notices.stopped.notResumed',
    'not-started': 'notices.stopped.notStarted',
    'kept-ending': 'notices.stopped.keptEnding',
    'broke-down': 'notices.stopped.brokeDown',
  };

/** What happened, with its figures. */
export function noticeSentence(translation: Translation, notice: Notice): string {
  const { t } = translation;
  const sinceThen = (sinceMs: number): string =>
    durationText(translation, (notice.atMs - sinceMs) / 1000);
  switch (notice.kind) {
    case 'block-found': {
      const { finder, versionName } = notice;
      return t('notices.blockFound', {
        ...optional('by', 'finder', finder),
        ...optional('on', 'network', versionName),
        ...placeOf(notice),
      });
    }
    case 'block-orphaned':
      return t('notices.blockOrphaned', placeOf(notice));
    case 'machine-offline':
      return t('notices.machineOffline', {
        machine: addressText(notice.machine),
        duration: sinceThen(notice.sinceMs),
      });
    case 'machine-back':
      return t('notices.machineBack', {
        machine: addressText(notice.machine),
        duration: durationText(translation, notice.awayMs / 1000),
      });
    case 'rate-low':
      return t('notices.rateLow', {
        who: notice.machine !== null ? 'machine' : (notice.worker ?? 'computer'),
        machine: addressText(notice.machine ?? ''),
        rate: hashRateText(translation, notice.rate),
        percent: Math.round((100 * notice.rate) / notice.usual),
        usual: hashRateText(translation, notice.usual),
      });
    case 'rejects-high': {
      const { refused, shares, machine } = notice;
      return t('notices.rejectsHigh', { refused, shares, machine: addressText(machine) });
    }
    case 'machine-hot': {
      const { part, celsius, limit, machine } = notice;
      return t('notices.machineHot', { machine, part, celsius: Math.round(celsius), limit });
    }
    case 'node-lost':
      return t('notices.nodeLost', {
        node: hostText(notice.node),
        duration: sinceThen(notice.sinceMs),
      });
    case 'node-back':
      return t('notices.nodeBack', {
        node: hostText(notice.node),
        duration: durationText(translation, notice.awayMs / 1000),
      });
    case 'fallback-used':
      return t('notices.fallbackUsed', {
        node: hostText(notice.node),
        lost: hostText(notice.lost),
      });
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
        ...optional('some', 'failing', part?.failing ?? null),
        of: part?.of ?? 0,
        workers,
        duration: sinceThen(sinceMs),
      });
    }
    case 'workers-back':
      return t('notices.workersBack', {
        workers: notice.workers,
        duration: durationText(translation, notice.awayMs / 1000),
      });
    case 'messages-lost':
      return t('notices.messagesLost', { count: notice.messages, host: notice.host });
    case 'disk-low':
      return notice.freeBytes === null
        ? t('notices.diskFull')
        : t('notices.diskLow', { free: Math.floor(notice.freeBytes / 1e6) });
  }
}

/** A value that a text may leave out. */
function optional(flag: string, name: string, value: string | number | null): MessageValues {
  return { [flag]: value === null ? 'no' : 'yes', [name]: value ?? '' };
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
