/** The question of closing.ts as a dialog of the operating system, for a page that cannot ask it. */
import { dialog } from 'electron';
import type { BrowserWindow, MessageBoxOptions } from 'electron';
import type { CloseAnswer } from './closing.ts';

/** In the order of the buttons. */
const CHOICES = ['tray', 'quit', 'cancel'] as const;

export async function askHowToClose(window: BrowserWindow | null): Promise<CloseAnswer> {
  const question: MessageBoxOptions = {
    type: 'question',
    title: 'Heddle',
    message: 'Heddle is mining. Keep mining without the window?',
    buttons: ['Keep mining', 'Stop and quit', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    checkboxLabel: 'Do this every time',
  };
  const { response, checkboxChecked } = await (window === null
    ? dialog.showMessageBox(question)
    : dialog.showMessageBox(window, question));
  return { choice: CHOICES[response] ?? 'cancel', remember: checkboxChecked };
}
