/** How many tests ran, read from the JSON reports of the test runners. A missing report counts as no tests. */
import { existsSync, readFileSync } from 'node:fs';

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** {passed, failed} of a report of Vitest's json reporter. */
export function countVitest(file) {
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = read(file);
  return { passed, failed };
}

/** {passed, failed} of a report of Playwright's json reporter; a test that passed on a second try counts as failed. */
export function countPlaywright(file) {
  const { expected: passed = 0, unexpected = 0, flaky = 0 } = read(file).stats ?? {};
  return { passed, failed: unexpected + flaky };
}
