import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUNDLED_LICENCES } from './bundled-licences.ts';
import { licenceNotices, packageFolderOf } from './licence-notices.ts';

/** Where the bundles of the main process and of the page are, from the program's folder. */
const BUNDLES = ['.vite/build', '.vite/renderer/main_window'];

/**
 * Writes the licences of all that is packed beside the archive, where users can read them: our own, and those of the
 * packages in the bundles and in node_modules.
 * @param program the folder that becomes the archive
 * @param project the folder that holds our own licence
 * @param target the folder to write to
 */
export async function writeLicences(
  program: string,
  project: string,
  target: string,
): Promise<void> {
  const bundled = BUNDLES.map((bundle) =>
    readFile(join(program, bundle, BUNDLED_LICENCES), 'utf8'),
  );
  const packed = licenceNotices(await packagesIn(program));
  await mkdir(target, { recursive: true });
  await copyFile(join(project, 'LICENSE'), join(target, 'heddle.txt'));
  await writeFile(
    join(target, 'third-party.txt'),
    [...(await Promise.all(bundled)), packed].join('\n'),
  );
}

/** The folders of the packages that are packed as they are. */
async function packagesIn(program: string): Promise<string[]> {
  const files = await readdir(join(program, 'node_modules'), {
    recursive: true,
    withFileTypes: true,
  });
  return files
    .filter((file) => file.isFile() && file.name === 'package.json')
    .map((file) => file.parentPath)
    .filter((folder) => packageFolderOf(join(folder, 'package.json')) === folder);
}
