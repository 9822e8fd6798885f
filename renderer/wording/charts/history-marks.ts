/** Marks on the time line of charts: the sentence of each, and how it is drawn. */
import type { HistoryMark } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { blockState } from '../block-states.ts';
import { COMPLAINT_LABELS } from '../complaint-labels.ts';
import { timeOfDayText, dayText } from '../figures/moments.ts';
import { countText } from '../figures/si-number.ts';
import { leaveText } from '../machines/machine-refusals.ts';
import { workerText } from '../settings/worker-kinds.ts';
import { SETTING_TEXTS } from '../settings/setting-texts.ts';

type NodeErrorKind = Extract<HistoryMark, { kind: 'node-lost' }>['error'];

/** Which of the few reasons that a mark has room for an error of a node is. */
const NODE_REASONS: Readonly<Record<NodeErrorKind, string>> = {
  'node-missing': 'silent',
  'connect-timeout': 'silent',
  timeout: 'silent',
  'stream-stalled': 'silent',
  'wrong-address': 'address',
  redirected: 'address',
  'other-server': 'address',
  'tls-mismatch': 'tls',
  'tls-untrusted': 'tls',
  'proxy-failed': 'proxy',
  'mining-off': 'off',
  'key-refused': 'refused',
  'account-spelled-otherwise': 'refused',
  overloaded: 'busy',
  'other-network': 'network',
  'wrong-length': 'network',
  'server-fault': 'fault',
  'request-refused': 'fault',
  'nonsense-answer': 'fault',
};

type PauseReason = Extract<HistoryMark, { kind: 'paused' | 'worker-stopped' }>['reason'];

/** As the message names them. */
const PAUSE_REASONS: Readonly<Record<PauseReason, string>> = {
  battery: 'battery',
  schedule: 'schedule',
  'in-use': 'inUse',
  temperature: 'temperature',
  user: 'user',
  failed: 'failed',
};

/** What happened, in a sentence without its time. */
export function markText(translation: Translation, mark: HistoryMark): string {
  const { t } = translation;
  switch (mark.kind) {
    case 'block':
      return t('marks.block', {
        chain: mark.chain,
        height: countText(translation, mark.height),
        state: t(blockState(mark.state).name),
      });
    case 'node-lost':
      return t('marks.nodeLost', { node: mark.node, reason: NODE_REASONS[mark.error] });
    case 'node-back':
      return t('marks.nodeBack', { node: mark.node });
    case 'fallback-used':
      return t('marks.fallbackUsed', { node: mark.node, lost: mark.lost });
    case 'machine-came':
      return t('marks.machineCame', { name: mark.name });
    case 'machine-left': {
      const { name, reason } = mark;
      if (reason === null) return t('marks.machineLeft', { name });
      return t('marks.machineLeft.reason', { name, reason: leaveText(translation, reason) });
    }
    case 'machine-fault':
      return t('marks.machineFault', { name: mark.name, fault: t(COMPLAINT_LABELS[mark.fault]) });
    case 'machine-well':
      return t('marks.machineWell', { name: mark.name, fault: t(COMPLAINT_LABELS[mark.fault]) });
    case 'settings-changed':
      return t('marks.settingsChanged', { settings: settingNames(translation, mark.keys) });
    case 'started':
      return t('marks.started');
    case 'stopped':
      return t('marks.stopped');
    case 'broke-down':
      return t('marks.brokeDown');
    case 'paused':
      return t('marks.paused', { reason: PAUSE_REASONS[mark.reason] });
    case 'resumed':
      return t('marks.resumed');
    case 'worker-stopped':
      return t('marks.workerStopped', {
        worker: workerText(translation, mark.worker).name,
        reason: PAUSE_REASONS[mark.reason],
      });
    case 'worker-resumed':
      return t('marks.workerResumed', { worker: workerText(translation, mark.worker).name });
    case 'more':
      return t('marks.leftOut', { count: mark.count });
  }
}

/** With its time: `23 Nov 2026, 06:28:02 · Mining stopped`. */
export function timedMarkText(translation: Translation, mark: HistoryMark): string {
  const { atMs } = mark;
  const time = `${dayText(translation, atMs)}, ${timeOfDayText(translation, atMs, true)}`;
  return translation.t('marks.at', { time, text: markText(translation, mark) });
}

/** Labels of settings as on screen; those without a place there have their key. */
function settingNames(translation: Translation, keys: readonly string[]): string {
  const labels = new Map(Object.entries(SETTING_TEXTS));
  const names = keys.map((key) => {
    const label = labels.get(key)?.label;
    return label === undefined ? key : translation.t(label);
  });
  return translation.list([...new Set(names)]);
}
