/** Why a request failed, in a sentence, and where in Settings it can be fixed. */
import type { Failure, MinerConfig } from '../../contract/screen-contract.ts';
import type { MessageId } from '../../messages/catalogues.ts';
import type { Translation } from '../../messages/translation.ts';
import { configErrorText } from './config-errors.ts';
import { deviceErrorText } from './devices/device-errors.ts';
import { findErrorText } from './devices/find-errors.ts';
import { PART_TEXTS, startErrorText } from './start-errors.ts';
import { systemReason } from './system-reasons.ts';
import { updateFaultText } from './update-faults.ts';

type FileFailure = Extract<Failure, { kind: 'file' }>;

const FILE_TEXTS: Readonly<Record<FileFailure['operation'], MessageId>> = {
  read: 'failures.file.read',
  write: 'failures.file.write',
  rename: 'failures.file.rename',
};

/** What a sentence of a failure needs of a translation. */
type FailureTranslation = Pick<Translation, 't' | 'number' | 'list'>;

/** What went wrong and what to do, one or two sentences. */
export function failureText(translation: FailureTranslation, failure: Failure): string {
  const { t } = translation;
  switch (failure.kind) {
    case 'start':
      return startErrorText({ t }, failure.error);
    case 'stop':
      return t('failures.notClosed', { part: t(PART_TEXTS[failure.part]), detail: failure.detail });
    case 'config':
      return configErrorText(translation, failure.error);
    case 'file': {
      const { operation, path } = failure;
      return t(FILE_TEXTS[operation], { path, reason: systemReason(translation, failure) });
    }
    case 'file-content':
      return t('failures.fileContent', { path: failure.path, detail: failure.detail });
    case 'device': {
      const { happened, advice } = deviceErrorText(translation, failure.error);
      return `${happened} ${advice}`;
    }
    case 'find':
      return findErrorText(translation, failure.error);
    case 'machine-gone':
      return t('failures.machineGone');
    case 'practice-in-use':
      return t('failures.practiceInUse');
    case 'practice-not-deleted':
      return t('failures.practiceNotDeleted', { detail: failure.detail });
    case 'clipboard':
      return t('failures.clipboard', { detail: failure.detail });
    case 'browser':
      return t('failures.browser', { detail: failure.detail });
    case 'folder':
      return t('failures.folder', { path: failure.path, detail: failure.detail });
    case 'update':
      return updateFaultText({ t }, failure.fault);
    case 'login-refused':
      return t('failures.loginRefused');
    case 'commands-not-confirmed':
      return t('failures.commandsNotConfirmed');
    case 'no-file-chosen':
      return t('failures.noFileChosen');
  }
}

/** The setting to open for it; null where no setting helps. */
export function failureSetting(failure: Failure): keyof MinerConfig | null {
  switch (failure.kind) {
    case 'start':
      return failure.error.setting;
    case 'config':
      return failure.error.kind === 'value' ? failure.error.key : null;
    case 'stop':
    case 'file':
    case 'file-content':
    case 'device':
    case 'find':
    case 'machine-gone':
    case 'practice-in-use':
    case 'practice-not-deleted':
    case 'clipboard':
    case 'browser':
    case 'folder':
    case 'update':
    case 'login-refused':
    case 'commands-not-confirmed':
    case 'no-file-chosen':
      return null;
  }
}
