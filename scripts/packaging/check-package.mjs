/**
 * `npm run check-package`: reads back what `npm run package` has made. The program's fuses are those of build/fuses.ts,
 * its code is in the archive alone but for libraries, the native search among them if it was built, what is shipped has
 * its licences and its changelog beside it, and nothing is packed that this system does not need. Prints the size.
 *
 * With `--release` also: the native search is there, and so is the Electron that package.json declares.
 */
import { listPackage } from '@electron/asar';
import { FuseV1Options, FuseState, getCurrentFuseWire } from '@electron/fuses';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FUSES } from '../../build/fuses.ts';
import { declaredElectronVersion } from '../electron-download.mjs';
import { inProject } from '../project-folder.mjs';
import { reportingFailure } from '../report-failure.mjs';
import { StepFailed } from '../run-command.mjs';

/** What belongs to no package: sources, tests, tools, notes of builds, and parts for other systems. */
const FOREIGN = [
  /\.(ts|tsx|mts|map|c|h|test\.\w+|e2e\.\w+)$/,
  /(^|[\\/])(tests?|src|docs|examples?)([\\/]|$)/,
  /node_modules[\\/](webgpu|electron|vite|typescript|vitest)([\\/]|$)/,
  /\.built-from$/,
  /musl/,
];

const release = process.argv.includes('--release');

await reportingFailure(async () => {
  const out = inProject('out');
  const folders = existsSync(out)
    ? readdirSync(out).filter((name) => /^Heddle-\w+-\w+$/.test(name))
    : [];
  if (folders.length === 0) throw new StepFailed('There is no package: npm run package makes one.');
  for (const name of folders) {
    const folder = join(out, name);
    const faults = [
      ...(await wrongFuses(executableIn(folder))),
      ...missingIn(folder),
      ...foreignIn(folder, name),
      ...(release ? wrongElectron(folder) : []),
    ];
    if (faults.length > 0) throw new StepFailed(`${name}:\n${faults.join('\n')}`);
    console.log(`${name} is as it should be, ${megabytesOf(folder)} MB`);
  }
  return 0;
});

/** The fuses that are not as build/fuses.ts has them, in a sentence each. */
async function wrongFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  return Object.entries(FUSES).flatMap(([fuse, wanted]) => {
    if (fuse === 'version') return [];
    const isOn = wire[fuse] === FuseState.ENABLE;
    return isOn === wanted ? [] : [`the fuse ${FuseV1Options[fuse]} is ${isOn ? 'on' : 'off'}`];
  });
}

function missingIn(folder) {
  const resources = resourcesIn(folder);
  const native = `nonce-search-${process.platform}-${process.arch}.node`;
  const isBuilt = release || existsSync(inProject('.native', native));
  const there = [
    'app.asar',
    ...(isBuilt ? [`app.asar.unpacked/.native/${native}`] : []),
    'licences/heddle.txt',
    'licences/third-party.txt',
    'CHANGELOG.md',
  ];
  return [
    ...there
      .filter((file) => !existsSync(join(resources, file)))
      .map((file) => `${file} is missing`),
    // It would be loaded instead of the archive, were it not for a fuse.
    ...(existsSync(join(resources, 'app')) ? ['there is code outside of the archive'] : []),
  ];
}

/** What is in the archive, or beside it, and should not be. `name` ends in platform and processor. */
function foreignIn(folder, name) {
  const [, platform, arch] = name.split('-');
  const packed = listPackage(join(resourcesIn(folder), 'app.asar'), { isPack: false });
  const parts = packed.filter((file) => /@libsql[\\/][^\\/]+$/.test(file));
  const locales = join(folder, 'locales');
  return [
    ...packed.filter((file) => FOREIGN.some((pattern) => pattern.test(file))),
    ...parts.filter((part) => !part.includes(`${platform}-${arch}`)),
    ...(existsSync(locales)
      ? readdirSync(locales).filter((file) => !/^(en-US|de)\.pak$/.test(file))
      : []),
  ].map((file) => `${file} should not be in the package`);
}

/** macOS keeps the version elsewhere; Forge downloads the declared one there. */
function wrongElectron(folder) {
  const file = join(folder, 'version');
  if (!existsSync(file)) return [];
  const version = readFileSync(file, 'utf8').trim().replace(/^v/, '');
  const declared = declaredElectronVersion();
  return version === declared ? [] : [`Electron is ${version}, not ${declared}`];
}

function executableIn(folder) {
  if (existsSync(join(folder, 'Heddle.app'))) return join(folder, 'Heddle.app');
  const windows = join(folder, 'heddle.exe');
  return existsSync(windows) ? windows : join(folder, 'heddle');
}

function resourcesIn(folder) {
  const mac = join(folder, 'Heddle.app', 'Contents', 'Resources');
  return existsSync(mac) ? mac : join(folder, 'resources');
}

function megabytesOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const bytes = files
    .filter((file) => file.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  return Math.round(bytes / 1e6);
}
