/** What the app remembers beside the miner's configuration. */
import { z } from 'zod';
import { LANGUAGE_CHOICES } from '../messages/languages.ts';

/** The shape of `preferences.json`; a key that is missing has its default. */
export const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(LANGUAGE_CHOICES).default('system'),
  whenClosing: z.enum(['ask', 'tray', 'quit']).default('ask'),
  firstRunDone: z.boolean().default(false),
});
