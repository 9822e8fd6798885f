/**
 * `npm test`: the set-up of `npm start`, then every check there is, cheapest first; stops at the first that fails.
 * The last line is `N passed, M failed`, counted over all test runners.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureNative } from './build-native.mjs';
import { ensureDependencies } from './install-dependencies.mjs';
import { elapsed } from './progress.mjs';
import { reportingFailure } from './report-failure.mjs';
import { runNpm, runTool, StepFailed } from './run-command.mjs';
import { countPlaywright, countVitest } from './test-counts.mjs';
import { prepareEndToEnd, runEndToEnd } from './test-e2e.mjs';

const reports = mkdtempSync(join(tmpdir(), 'heddle-test-'));
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');

const npmScript = (name) => () => runNpm(['run', '--silent', name]);

const checks = [
  ['types', npmScript('typecheck')],
  ['lint', npmScript('lint')],
  ['format', npmScript('format:check')],
  [
    'unit and whole-core tests',
    () =>
      runTool('vitest', [
        'run',
        '--config',
        'build/vitest.config.ts',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${vitestReport}`,
      ]),
  ],
  [
    'end-to-end tests',
    () =>
      runEndToEnd(['--reporter=list,json'], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport,
      }),
  ],
];

async function runChecks() {
  for (const [title, check] of checks) {
    const beganMs = performance.now();
    console.log(`\n== ${title}`);
    const code = await check();
    if (code !== 0) throw new StepFailed(`${title}: failed (exit code ${code})`, code);
    console.log(`== ${title}: ok (${elapsed(beganMs)})`);
  }
}

function printTotals() {
  const counts = [countVitest(vitestReport), countPlaywright(playwrightReport)];
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  console.log(`\nall checks took ${elapsed()}`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
}

await reportingFailure(async () => {
  await ensureDependencies();
  await ensureNative();
  await prepareEndToEnd();
  await runChecks();
});
printTotals();
rmSync(reports, { recursive: true });
