import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Files that replace modules of others by `vi.mock`: they need a process that has not loaded them yet. */
const MOCKING = ['src-core/tests/half-failed-starts.test.ts'];

/** Unit and whole-core tests, all in plain Node. Pages and windows are tested end to end: build/playwright.config.ts. */
export default defineConfig({
  test: {
    environment: 'node',
    // Real sockets and real proof of work on a busy machine, never a sleep.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Many tests wait for a socket or a process: a worker more than there are cores keeps them busy.
    maxWorkers: availableParallelism() + 1,
    // A test left alone in a file by `.only` fails rather than hiding the others.
    allowOnly: false,
    // One process for many files, which then load the same modules once: half of all time was loading.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'core', include: ['src-core/**/*.test.ts'], exclude: MOCKING },
      },
      { extends: true, test: { name: 'core-mocked', include: MOCKING, isolate: true } },
      { extends: true, test: { name: 'electron', include: ['electron/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'contract', include: ['contract/**/*.test.ts', 'messages/**/*.test.ts'] },
      },
      { extends: true, test: { name: 'renderer', include: ['renderer/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'tools',
          include: [
            'scripts/**/*.test.mjs',
            'bench/**/*.test.ts',
            'campaigns/**/*.test.ts',
            'build/**/*.test.ts',
          ],
        },
      },
    ],
  },
});
