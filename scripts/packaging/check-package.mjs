/**
 * `npm run check-package`: reads back what `npm run package` has made. The program's fuses are those of build/fuses.ts,
 * its code is in the archive alone but for libraries, the native search among them if it was built, and the licences of
 * what is shipped lie beside it. Prints the size.
 */
import { FuseV1Options, FuseState, getCurrentFuseWire } from '@electron/fuses';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FUSES } from '../build/fuses.ts';
import { inProject } from './project-folder.mjs';
import { reportingFailure } from './report-failure.mjs';
import { StepFailed } from './run-command.mjs';

await reportingFailure(async () => {
  const out = inProject('out');
  const folders = existsSync(out)
    ? readdirSync(out).filter((name) => /^Heddle-\w+-\w+$/.test(name))
    : [];
  if (folders.length === 0) throw new StepFailed('There is no package: npm run package makes one.');
  for (const name of folders) {
    const faults = [
      ...(await wrongFuses(executableIn(join(out, name)))),
      ...missingIn(join(out, name)),
    ];
    if (faults.length > 0) throw new StepFailed(`${name}:\n${faults.join('\n')}`);
    console.log(`${name} is as it should be, ${megabytesOf(join(out, name))} MB`);
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
  const native = existsSync(inProject('.native')) ? readdirSync(inProject('.native')) : [];
  const there = [
    'app.asar',
    ...native
      .filter((name) => name.endsWith('.node'))
      .map((name) => `app.asar.unpacked/.native/${name}`),
    'licences/heddle.txt',
    'licences/third-party.txt',
  ];
  return [
    ...there
      .filter((file) => !existsSync(join(resources, file)))
      .map((file) => `${file} is missing`),
    // It would be loaded instead of the archive, were it not for a fuse.
    ...(existsSync(join(resources, 'app')) ? ['there is code outside of the archive'] : []),
  ];
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
