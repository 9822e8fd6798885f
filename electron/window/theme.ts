/** The theme of the window's frame, dialogs and `prefers-color-scheme`. */
import { nativeTheme } from 'electron';
import type { Announcer } from '../../contract/announcer.ts';

/** Sets the theme of the preferences that are announced. */
export function followTheme(announcer: Announcer): void {
  announcer.listen('preferences', ({ theme }) => {
    nativeTheme.themeSource = theme;
  });
}
