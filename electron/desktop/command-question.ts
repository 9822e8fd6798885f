/** Whether to run a command that is new: a question that no page can answer. */
import { dialog } from 'electron';
import type { BrowserWindow, MessageBoxOptions } from 'electron';
import type { Translation } from '../../messages/translation.ts';

/** Characters that fit into a dialog; the dialog says how many are left out. */
const SHOWN_LENGTH = 1500;
const RUN = 1;

/** @param window that the dialog belongs to; null when there is none */
export async function askToRun(
  { t }: Translation,
  command: string,
  window: BrowserWindow | null,
): Promise<boolean> {
  // Some characters turn the order of others, or show nothing.
  const text = command.replace(/[^\P{C}\n\t]/gu, '\ufffd');
  const rest = text.length - SHOWN_LENGTH;
  const shown =
    rest > 0 ? [text.slice(0, SHOWN_LENGTH), t('desktop.command.more', { count: rest })] : [text];
  const question: MessageBoxOptions = {
    type: 'warning',
    title: 'Heddle',
    message: t('desktop.command.question'),
    detail: [t('desktop.command.detail'), '', ...shown].join('\n'),
    buttons: [t('desktop.command.cancel'), t('desktop.command.run')],
    defaultId: 0,
    cancelId: 0,
  };
  const { response } = await (window === null
    ? dialog.showMessageBox(question)
    : dialog.showMessageBox(window, question));
  return response === RUN;
}
