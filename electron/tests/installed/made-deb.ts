/** The Debian package that `npm run make` has made, and one as of an older version. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { debianArchitecture, debianVersion } from '../../../build/deb/control-file.ts';
import { makeDeb } from '../../../build/deb/make-deb.ts';
import packageFile from '../../../package.json' with { type: 'json' };
import { PROJECT_FOLDER } from '../support/launch-app.ts';

/** Before every version of Heddle. */
export const OLDER_VERSION = '0.0.1';

export const VERSION = debianVersion(packageFile.version);

const OUT = join(PROJECT_FOLDER, 'out');

/**
 * The file, as it is released.
 * @throws Error when there is none
 */
export function madeDeb(): string {
  const architecture = debianArchitecture(process.arch);
  const file = join(OUT, 'make', 'deb', process.arch, `heddle_${VERSION}_${architecture}.deb`);
  if (!existsSync(file)) throw new Error(`There is no ${file}: npm run make makes it.`);
  return file;
}

/** Writes the same program as a package of an older version, which an update replaces file by file. */
export function makeOlderDeb(target: string): Promise<void> {
  return makeDeb({
    program: join(OUT, `Heddle-linux-${process.arch}`),
    project: PROJECT_FOLDER,
    version: OLDER_VERSION,
    arch: process.arch,
    target,
    // Quick: it is not released.
    compression: ['-Zgzip', '-z1'],
  });
}
