/** The theme of the window's frame, dialogs and `prefers-color-scheme`. */
import { nativeTheme } from 'electron';
import type { Theme } from '../../contract/screen-contract.ts';

export function applyTheme(theme: Theme): void {
  nativeTheme.themeSource = theme;
}
