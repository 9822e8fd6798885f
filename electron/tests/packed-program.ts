/** The built program in an archive, with the files that Electron Forge would pack. */
import { createPackageWithOptions } from '@electron/asar';
import { cp } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isPackaged, UNPACKED } from '../../packaging/packaged-files.ts';
import { PROJECT_FOLDER } from './launch-app.ts';

/** Packs it inside `folder`, outside of the project, where no other file of it can be found; resolves with the archive. */
export async function packProgram(folder: string): Promise<string> {
  const files = join(folder, 'files');
  await cp(PROJECT_FOLDER, files, {
    recursive: true,
    filter: (source) => isPackaged(pathInProject(source)),
  });
  const archive = join(folder, 'app.asar');
  await createPackageWithOptions(files, archive, { unpack: UNPACKED });
  return archive;
}

/** "" for the project's folder itself, "/folder/file" for what lies in it. */
function pathInProject(path: string): string {
  const inside = relative(PROJECT_FOLDER, path).split(sep).join('/');
  return inside === '' ? '' : `/${inside}`;
}
