/** The question of closing.ts as a dialog of the operating system, for a page that cannot ask it. */
import { dialog } from 'electron';
import type { BrowserWindow, MessageBoxOptions } from 'electron';
import type { Translation } from '../../messages/translation.ts';
import type { CloseAnswer } from './closing.ts';

/** In the order of the buttons. */
const CHOICES = ['tray', 'quit', 'cancel'] as const;

/**
 * @param window that the dialog belongs to; null when there is none
 * @param isPaused mining was started, and rests
 */
export async function askHowToClose(
  { t }: Translation,
  window: BrowserWindow | null,
  isPaused: boolean,
): Promise<CloseAnswer> {
  const question: MessageBoxOptions = {
    type: 'question',
    title: 'Heddle',
    message: t(isPaused ? 'desktop.close.paused' : 'desktop.close.question'),
    buttons: [t('desktop.close.background'), t('desktop.close.quit'), t('desktop.close.cancel')],
    defaultId: 0,
    cancelId: 2,
    checkboxLabel: t('desktop.close.remember'),
  };
  const { response, checkboxChecked } = await (window === null
    ? dialog.showMessageBox(question)
    : dialog.showMessageBox(window, question));
  return { choice: CHOICES[response] ?? 'cancel', remember: checkboxChecked };
}
