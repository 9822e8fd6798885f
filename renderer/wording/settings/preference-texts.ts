/** What each preference on screen is called. */
import type { Preferences } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';

export const PREFERENCE_TEXTS = {
  language: 'settings.language',
  theme: 'settings.theme',
  whenClosing: 'settings.whenClosing',
  startAtLogin: 'settings.startAtLogin',
  startHidden: 'settings.startHidden',
  mineAtLaunch: 'settings.mineAtLaunch',
  keepAwake: 'settings.keepAwake',
  desktopNotices: 'notices.desktop',
  checkForUpdates: 'settings.checkForUpdates',
} as const satisfies { readonly [Key in keyof Preferences]?: MessageId };

/** A preference that has a place on screen. */
export type PreferenceName = keyof typeof PREFERENCE_TEXTS;
