/**
 * Step 4: builds what Electron runs, when the sources have changed since the last build.
 *
 * Uses the Vite configurations of forge.config.ts, but not Forge itself: it is slower, and made for packaging and for
 * development with live reload.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { during, elapsed, say } from './progress.mjs';
import { inProject } from './project-folder.mjs';
import { runTool, StepFailed } from './run-command.mjs';

const outputFolder = inProject('.vite');

// In the output folder, so that clearing that folder (as Forge does) causes a new build.
const stampFile = join(outputFolder, 'built-from');

/** Main process and worker threads, preload scripts, page. */
const configurations = [
  'build/vite.main.config.mts',
  'build/vite.preload.config.mts',
  'build/vite.gpu-preload.config.mts',
  'build/vite.renderer.config.mts',
];

const sources = [
  'src-core',
  'electron',
  'renderer',
  'assets',
  'build',
  'contract',
  'messages',
  'package.json',
  'package-lock.json',
];

/** A hash over path, size and time of every source: changes with edits and with added, deleted or renamed files. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const status = statSync(inProject(path), { throwIfNoEntry: false });
    if (!status) return;
    if (status.isDirectory()) {
      for (const name of readdirSync(inProject(path)).sort()) visit(join(path, name));
    } else if (!/\.(test|e2e)\.tsx?$/.test(path)) {
      hash.update(`${path}\0${status.size}\0${status.mtimeMs}\0`);
    }
  };
  sources.forEach(visit);
  return hash.digest('hex');
}

/** Builds if needed. Throws StepFailed when a build fails. */
export async function ensureBuilt() {
  const now = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now) return;
  const beganMs = performance.now();
  rmSync(outputFolder, { recursive: true, force: true });
  await during('building the application', async () => {
    for (const configuration of configurations) {
      const code = await runTool('vite', [
        'build',
        '--logLevel',
        'warn',
        '--config',
        configuration,
      ]);
      if (code !== 0) throw new StepFailed(`vite build --config ${configuration} failed`, code);
    }
  });
  mkdirSync(outputFolder, { recursive: true });
  writeFileSync(stampFile, now);
  say(`built in ${elapsed(beganMs)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt();
