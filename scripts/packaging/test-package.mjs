/**
 * `npm run test:package`: installs the Debian package that `npm run make` has made on a clean root, starts it, mines
 * with it, upgrades it while it mines, and removes it; and goes through the steps of server/Containerfile in another.
 * It needs Linux, root and apt, and fetches packages of Debian or Ubuntu from the mirror that apt uses here.
 * Options are Playwright's.
 */
import { ensureDependencies } from '../install-dependencies.mjs';
import { reportingFailure } from '../report-failure.mjs';
import { StepFailed } from '../run-command.mjs';
import { cannotMakeRoots, ensureDebootstrap, ensureVirtualDisplay } from '../system-libraries.mjs';
import { runEndToEnd } from '../test-e2e.mjs';

await reportingFailure(async () => {
  const reason = cannotMakeRoots();
  if (reason !== null) throw new StepFailed(`The package cannot be tested here: ${reason}.`);
  await ensureDependencies();
  await ensureDebootstrap();
  await ensureVirtualDisplay();
  const configuration = ['--config', 'electron/tests/installed.config.ts'];
  return runEndToEnd([...configuration, ...process.argv.slice(2)]);
});
