/** Why a request failed, in a sentence, and where in Settings it can be fixed. */
import type { Failure, MinerConfig } from '../../contract/screen-contract.ts';
import type { MessageId } from '../../messages/catalogues.ts';
import type { Translation } from '../../messages/translation.ts';
import { startErrorText } from './start-errors.ts';

type FileFailure = Extract<Failure, { kind: 'file' }>;

const FILE_TEXTS: Readonly<Record<FileFailure['operation'], MessageId>> = {
  read: 'failures.file.read',
  write: 'failures.file.write',
  rename: 'failures.file.rename',
};

/** Error codes of the system that users meet: https://nodejs.org/api/errors.html#common-system-errors */
const REASONS: Readonly<Record<string, MessageId>> = {
  EACCES: 'failures.reason.noPermission',
  EPERM: 'failures.reason.noPermission',
  EROFS: 'failures.reason.readOnly',
  ENOSPC: 'failures.reason.diskFull',
  EDQUOT: 'failures.reason.diskFull',
  ENOENT: 'failures.reason.missing',
  ENOTDIR: 'failures.reason.missing',
  EISDIR: 'failures.reason.isFolder',
  EBUSY: 'failures.reason.inUse',
};

/** What went wrong and what to do, one or two sentences. */
export function failureText({ t }: Pick<Translation, 't'>, failure: Failure): string {
  switch (failure.kind) {
    case 'start':
      return startErrorText({ t }, failure.error);
    case 'stop':
      return t('failures.notClosed', { part: failure.part, detail: failure.detail });
    case 'config':
      return failure.error.message;
    case 'file': {
      const { operation, path, code, detail } = failure;
      const known = code === null ? undefined : REASONS[code];
      return t(FILE_TEXTS[operation], { path, reason: known === undefined ? detail : t(known) });
    }
    case 'file-content':
      return t('failures.fileContent', { path: failure.path, detail: failure.detail });
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
    case 'no-file-chosen':
      return t('failures.noFileChosen');
  }
}

/** The setting to open for it; null where no setting helps. */
export function failureSetting(failure: Failure): keyof MinerConfig | null {
  switch (failure.kind) {
    case 'start':
      return failure.error.setting;
    case 'stop':
    case 'config':
    case 'file':
    case 'file-content':
    case 'machine-gone':
    case 'practice-in-use':
    case 'practice-not-deleted':
    case 'clipboard':
    case 'browser':
    case 'no-file-chosen':
      return null;
  }
}
