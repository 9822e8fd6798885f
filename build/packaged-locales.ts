/** Which of Chromium's own texts go into the package: those of the screen's languages. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Chromium's names. Of all others it takes English: menus of text fields, and messages of forms. (It has 55 languages,
 * 40 MB.) macOS keeps them in folders that belong to its signatures, so there they stay.
 */
const LOCALES = ['en-US.pak', 'de.pak'];

/** Removes the others from the folder that Electron was unpacked to. */
export async function keepOwnLocales(electron: string): Promise<void> {
  const folder = join(electron, 'locales');
  const others = (await readdir(folder)).filter((name) => !LOCALES.includes(name));
  await Promise.all(others.map((name) => rm(join(folder, name))));
}
