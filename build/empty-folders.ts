import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes the folders in `folder` that hold no file. Electron Forge makes one for each package of production, also for
 * those of which nothing is packed.
 * @returns whether nothing is left in it
 */
export async function removeEmptyFolders(folder: string): Promise<boolean> {
  let isEmpty = true;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && (await removeEmptyFolders(path))) await rmdir(path);
    else isEmpty = false;
  }
  return isEmpty;
}
