/** The files of the Debian package as they lie on the user's disk. */
import { chmod, cp, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { APP_ID, desktopEntry, EXECUTABLE, ICON_SIZES } from '../linux-desktop.ts';
import { controlFile } from './control-file.ts';

/** Where the program is, as Debian's policy has it for a program with libraries of its own. */
export const PROGRAM_FOLDER = `/usr/lib/${EXECUTABLE}`;

const DIRECTORY_MODE = 0o755;
/** The helper that Chromium's sandbox needs where users may not make namespaces; it belongs to root. */
const SETUID_MODE = 0o4755;

export interface DebFacts {
  /** The folder that Electron Forge has packaged. */
  readonly program: string;
  /** The project's folder, for icons, licence, changelog and the data of AppStream. */
  readonly project: string;
  /** npm's. */
  readonly version: string;
  /** Node's name of the processor. */
  readonly arch: string;
}

/** Lays the package out in `root`, an empty folder. It has no scripts: what has to be done, dpkg's triggers do. */
export async function layOutDeb(root: string, facts: DebFacts): Promise<void> {
  const { program, project, version, arch } = facts;
  const inRoot = (path: string): string => join(root, path);
  const write = async (path: string, content: string | Buffer): Promise<void> => {
    await mkdir(dirname(inRoot(path)), { recursive: true });
    await writeFile(inRoot(path), content);
  };
  const copy = async (from: string, path: string): Promise<void> =>
    write(path, await readFile(join(project, from)));

  await mkdir(inRoot(dirname(PROGRAM_FOLDER)), { recursive: true });
  // With the time of now: dpkg-deb gives whatever is newer than the release the time of the release.
  await cp(program, inRoot(PROGRAM_FOLDER), { recursive: true });
  await mkdir(inRoot('/usr/bin'), { recursive: true });
  await symlink(`../lib/${EXECUTABLE}/${EXECUTABLE}`, inRoot(`/usr/bin/${EXECUTABLE}`));
  await write(`/usr/share/applications/${EXECUTABLE}.desktop`, desktopEntry());
  const metainfo = `${APP_ID}.metainfo.xml`;
  await copy(`assets/linux/${metainfo}`, `/usr/share/metainfo/${metainfo}`);
  const icons = '/usr/share/icons/hicolor';
  for (const size of ICON_SIZES) {
    await copy(
      `assets/icon/${size}x${size}.png`,
      `${icons}/${size}x${size}/apps/${EXECUTABLE}.png`,
    );
  }
  await copy('assets/icon/icon.svg', `${icons}/scalable/apps/${EXECUTABLE}.svg`);
  const documents = `/usr/share/doc/${EXECUTABLE}`;
  await write(
    `${documents}/copyright`,
    copyright(await readFile(join(project, 'LICENSE'), 'utf8')),
  );
  // Compressed, as the policy wants it; the compressor writes no time.
  const changelog = await readFile(join(project, 'CHANGELOG.md'));
  await write(`${documents}/changelog.gz`, gzipSync(changelog, { level: 9 }));

  await setModes(inRoot('/usr'));
  await chmod(inRoot(`${PROGRAM_FOLDER}/chrome-sandbox`), SETUID_MODE);
  const installedBytes = await bytesIn(inRoot('/usr'));
  await write('/DEBIAN/control', controlFile({ version, arch, installedBytes }));
}

function copyright(licence: string): string {
  return [
    licence.trimEnd(),
    '',
    `Heddle comes with Electron and with packages of npm. Their licences are in`,
    `${PROGRAM_FOLDER}/resources/licences and ${PROGRAM_FOLDER}/LICENSES.chromium.html.`,
    '',
  ].join('\n');
}

/** Everybody may read, and run what can be run: the umask of whoever packs decides nothing. */
async function setModes(folder: string): Promise<void> {
  await chmod(folder, DIRECTORY_MODE);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await setModes(path);
    else if (entry.isFile())
      await chmod(path, ((await stat(path)).mode & 0o100) > 0 ? 0o755 : 0o644);
  }
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
