/**
 * `npm run test:soak`: days of mining in minutes. Prints each figure with its bound, and ends with 1 where a bound does not
 * hold. `--minutes N` says how long the miner without a window is watched (5), `--window-minutes N` the program with its
 * window (3); 0 leaves a part out.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startControl } from './control.ts';
import { soakDays } from './core/days.ts';
import { soakFarm } from './core/farm.ts';
import { printJudged } from './print-judged.ts';

const MINUTE_MS = 60_000;
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    'window-minutes': { type: 'string', default: '3' },
  },
});

/** The miner without a window: a farm, and days, beside each other. */
async function soakCore(durationMs: number): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-soak-'));
  try {
    const [farm, days] = [join(folder, 'farm'), join(folder, 'days')];
    for (const each of [farm, days]) await mkdir(each);
    const control = await startControl();
    const parts = await Promise.all([
      soakFarm(farm, durationMs, control),
      soakDays(days, durationMs, control),
    ]);
    const { done } = await control.report();
    console.log(`The control could do ${(100 * done).toFixed(0)} % of its work.\n`);
    return printJudged(parts.flat());
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The program with its window, which Playwright drives. */
function soakWindow(minutes: string): Promise<boolean> {
  const args = ['scripts/test-e2e.mjs', '--config', 'campaigns/soak/window/window.config.ts'];
  const env = { ...process.env, HEDDLE_SOAK_MINUTES: minutes };
  const child = spawn(process.execPath, args, { cwd: PROJECT, env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}

const core = Number(values.minutes);
const holds = [
  core > 0 ? await soakCore(core * MINUTE_MS) : true,
  Number(values['window-minutes']) > 0 ? await soakWindow(values['window-minutes']) : true,
];
process.exitCode = holds.every(Boolean) ? 0 : 1;
