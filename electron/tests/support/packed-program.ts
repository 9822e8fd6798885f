/** The built program as Electron Forge would pack it, but for the runtime around it. */
import { createPackageWithOptions } from '@electron/asar';
import { cp, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { writeLicences } from '../../../build/packaged-licences.ts';
import { isPackaged, UNPACKED } from '../../../build/packaged-files.ts';
import { PROJECT_FOLDER } from './launch-app.ts';

export interface PackedProgram {
  readonly archive: string;
  /** The folder of the licences. */
  readonly licences: string;
}

/** Packs it into `resources`, a folder outside of the project, where no other file of the project can be found. */
export async function packProgram(resources: string): Promise<PackedProgram> {
  const program = join(resources, 'app');
  await cp(PROJECT_FOLDER, program, {
    recursive: true,
    filter: (source) => isPackaged(pathInProject(source)),
  });
  const licences = join(resources, 'licences');
  await writeLicences(program, PROJECT_FOLDER, licences);
  const archive = join(resources, 'app.asar');
  await createPackageWithOptions(program, archive, { unpack: UNPACKED });
  await rm(program, { recursive: true });
  return { archive, licences };
}

/** "" for the project's folder itself, "/folder/file" for what is in it. */
function pathInProject(path: string): string {
  const inside = relative(PROJECT_FOLDER, path).split(sep).join('/');
  return inside === '' ? '' : `/${inside}`;
}
