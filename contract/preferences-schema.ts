/** What the app remembers beside the miner's configuration. */
import { z } from 'zod';
import { LANGUAGE_CHOICES } from '../messages/languages.ts';

/** The shape of `preferences.json`; a key that is missing has its default. */
export const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(LANGUAGE_CHOICES).default('system'),
  /** What to do when the window is closed while mining. */
  whenClosing: z.enum(['ask', 'tray', 'quit']).default('ask'),
  /** The system starts the program when the user logs in. */
  startAtLogin: z.boolean().default(false),
  /** Started by the system, it shows no window. */
  startHidden: z.boolean().default(false),
  /** Mining starts with the program. */
  mineAtLaunch: z.boolean().default(false),
  /** While mining, the computer does not go to sleep by itself. */
  keepAwake: z.boolean().default(true),
  /** Notices are shown as notifications of the desktop. */
  desktopNotices: z.boolean().default(true),
  /** Notices up to here were seen, ms since the Unix epoch. */
  noticesSeenMs: z.number().min(0).default(0),
  /**
   * Blocks of real networks that were found until then were seen, ms since the Unix epoch; null before the first
   * start.
   */
  seenBlocksMs: z.number().min(0).nullable().default(null),
  /** So was the first block of a practice network: of those only one is announced. */
  practiceBlockSeen: z.boolean().default(false),
  /** A newer version is looked for at every start and once a day. */
  checkForUpdates: z.boolean().default(false),
  /** Time of the newest crash that the user was shown, ms since the Unix epoch. */
  crashesSeenMs: z.number().min(0).default(0),
  /** False until the three questions of the first run were answered. */
  firstRunDone: z.boolean().default(false),
});

export type Preferences = Readonly<z.output<typeof preferencesSchema>>;
export type WhenClosing = Preferences['whenClosing'];
