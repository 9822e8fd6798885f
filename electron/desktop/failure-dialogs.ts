/** Failures that are shown in a dialog of the operating system, because no page may be in sight. */
import { dialog } from 'electron';
import type { LockFault, LockHolder } from '../../src-core/index.ts';
import type { Failure } from '../../contract/failures.ts';
import type { Translation } from '../../messages/translation.ts';
import { failureText } from '../../renderer/wording/failures.ts';
import type { PreferencesFault } from '../settings/preferences.ts';

/** Mining was started from the menu, the tray or by mains power, and could not start. */
export function showStartFailure(translation: Translation, failure: Failure): Promise<unknown> {
  return warn(translation.t('desktop.notStarted'), failureText(translation, failure));
}

/** The preferences could not be used, and what became of their file. */
export function showPreferencesFault(
  translation: Translation,
  { failure, kept }: PreferencesFault,
): Promise<unknown> {
  const { t } = translation;
  const rest = kept.ok
    ? t('desktop.preferences.kept', { path: kept.value })
    : t('desktop.preferences.notKept');
  const sentences = [failureText(translation, failure), rest];
  if (!kept.ok) sentences.push(failureText(translation, kept.error));
  return warn(t('desktop.preferences.message'), sentences.join('\n\n'));
}

/**
 * The data folder is not locked because something that the user can remove is in the way. Other reasons are in the log:
 * a full disk is shown anyway, and a file system without locks would bring this at each start.
 */
export async function showLockFault({ t }: Translation, fault: LockFault): Promise<void> {
  if (fault.kind !== 'not-a-file') return;
  await warn(t('desktop.notLocked'), t('desktop.notLocked.detail', { path: fault.path }));
}

/** Who has the data folder, and what to do: for a start that ends there. */
export function folderInUseText(
  { t, date }: Translation,
  folder: string,
  holder: LockHolder | null,
): string {
  if (holder === null) return t('desktop.folderInUse.unknown', { folder });
  const { program, pid, sinceMs } = holder;
  const since = date(sinceMs, { dateStyle: 'medium', timeStyle: 'short' });
  return t('desktop.folderInUse', { folder, program, pid: String(pid), since });
}

/** The program cannot start, so there is nothing else to show it in. */
export function showStartupError({ t }: Translation, reason: string): void {
  dialog.showErrorBox(t('desktop.noStart'), reason);
}

function warn(message: string, detail: string): Promise<unknown> {
  return dialog.showMessageBox({ type: 'warning', title: 'Heddle', message, detail });
}
