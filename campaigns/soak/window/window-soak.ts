/**
 * The program with its window, used as by someone who looks through its pages again and again: with a hundred machines
 * and 500 lines of log a second, and with machines, a graphics card in software and the processor at once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { BenchProcess } from '../../../bench/stratum/bench-process.ts';
import { appState } from '../../../electron/tests/support/app-facts.ts';
import { expect, test } from '../../../electron/tests/support/app-test.ts';
import { settledUserFolder } from '../../../electron/tests/support/user-folder.ts';
import type { WorkerKind } from '../../../src-core/index.ts';
import { layEasyPractice } from '../../../src-core/tests/easy-practice.ts';
import { freePort } from '../../../src-core/tests/loopback-server.ts';
import { LOG_LIMIT } from '../../../renderer/stores/log-store.ts';
import { startControl } from '../control.ts';
import { judgeLeast, judgeMost, judgeTime, stated } from '../judgement.ts';
import type { Judged } from '../judgement.ts';
import { whole } from '../../table.ts';
import { printJudged } from '../print-judged.ts';
import type { RigsOrder } from '../rigs-process.ts';
import { appUsage, judgeApp, MEASURABLE } from './app-usage.ts';
import type { AppUsage } from './app-usage.ts';
import { startTaskTrace, takeTasks } from './task-trace.ts';
import { takeNoticed, watchPage } from './page-watch.ts';

interface Scene {
  readonly name: string;
  readonly workers: readonly WorkerKind[];
  readonly rigs: Pick<RigsOrder, 'count' | 'dutyCycle'>;
  /** Hashes of a share, as a power of two: each share is a line of log. */
  readonly shareLevel: number;
  readonly linesASecond: number;
  readonly minutes: number;
}

const MINUTES = Number(process.env['HEDDLE_SOAK_MINUTES'] ?? 3);
const FARM: Scene = {
  name: 'farm in the window',
  workers: ['stratum'],
  rigs: { count: 100, dutyCycle: 0.0025 },
  shareLevel: 7,
  linesASecond: 500,
  minutes: MINUTES,
};
const THREE_KINDS: Scene = {
  name: 'three kinds in the window',
  workers: ['stratum', 'gpu', 'cpu'],
  rigs: { count: 20, dutyCycle: 0.005 },
  shareLevel: 9,
  linesASecond: 20,
  minutes: MINUTES / 2,
};

/**
 * In this order. On the last one memory is measured: what it shows does not follow from what was mined, nor does the one
 * before, of which React may hold elements for a while.
 */
const PAGES = ['Machines', 'Blocks', 'Notices', 'Logs', 'Home', 'Settings', 'Diagnosis'] as const;
/** Of one processor, while the log is filled. */
const FILLING_SHARE = 0.75;
const LOOKS = 20;
const LONG_TASK_MS = 50;
const ANSWER_MS = 100;
const MACHINE = 'one machine';

for (const scene of [FARM, THREE_KINDS]) {
  test(scene.name, async ({ launch }) => {
    const stratumPort = await freePort();
    const folder = await settledUserFolder({
      workers: [...scene.workers],
      ...{ allowSoftwareGpu: true, gpuIntensity: 0.5, cpuThreads: 1 },
      practiceGraph: 'triangle',
      stratumInterface: '127.0.0.1',
      stratumDifficulty: scene.shareLevel,
      stratumMinDifficulty: scene.shareLevel,
      logLevel: 'debug',
      stratumPort,
    });
    await layEasyPractice(folder, 'triangle', 200_000);
    const launched = await launch(folder, undefined, MEASURABLE);
    const { page, complaints } = launched;
    await page.evaluate(`window.miner.savePreferences({ language: 'en' })`);
    await page.getByRole('button', { name: 'Start mining' }).click();
    const rigs = new BenchProcess(new URL('../rigs-process.ts', import.meta.url), null, []);
    const order: RigsOrder = { ...scene.rigs, port: stratumPort, reconnectMs: 20_000 };
    await rigs.ask('start', order);
    await expect.poll(() => mines(page, scene), { timeout: 120_000 }).toBe(true);
    await fillLog(page, rigs, scene);
    const control = await startControl();

    const used = await lookThrough(launched, scene);
    const { loop, done } = await control.report();
    const { snapshot } = await appState(page);
    await rigs.ask('stop');
    await rigs.end();
    const of = scene.name;
    const rows: readonly Judged[] = [
      judgeLeast(`${of}: machines`, snapshot.stratum?.online ?? 0, done * 0.95 * scene.rigs.count),
      judgeLeast(`${of}: lines of log a second`, used.linesASecond, done * scene.linesASecond),
      judgeLeast(
        `${of}: kinds of workers that mine`,
        snapshot.groups.filter(({ hashesPerSecond }) => hashesPerSecond > 0).length,
        scene.workers.length,
      ),
      ...(['first', 'later'] as const).map((when) =>
        judgeMost(
          `${of}: longest task of the page, ${when} openings, processor time`,
          used.longestMs[when],
          LONG_TASK_MS,
          'ms',
        ),
      ),
      stated(`${of}: tasks over ${LONG_TASK_MS} ms with their waits`, whole(used.longTasks.length)),
      judgeTime(
        `${of}: longest task of the page with its waits`,
        Math.max(0, ...used.longTasks),
        LONG_TASK_MS,
        loop.longest,
      ),
      ...[...used.answers].map(([name, times]) =>
        judgeTime(`${of}: click to ${name} drawn`, Math.max(...times), ANSWER_MS, loop.longest),
      ),
      ...judgeApp(of, used.looks),
    ];
    process.stdout.write('\n');
    expect(printJudged(rows)).toBe(true);
    expect(complaints).toEqual([]);
  });
}

/** Whether all kinds of workers mine, and most machines are there: before the first one, the page says how to connect it. */
async function mines(page: Page, { workers, rigs }: Scene): Promise<boolean> {
  const { groups, stratum } = (await appState(page)).snapshot;
  return (
    groups.length === workers.length &&
    groups.every(({ state }) => state === 'mining') &&
    (stratum?.online ?? 0) > rigs.count / 2
  );
}

/** Lets the machines hash faster until the window has as many lines of log as it keeps: from then on it lets go of as many. */
async function fillLog(page: Page, machines: BenchProcess, { rigs }: Scene): Promise<void> {
  await machines.ask('hash', FILLING_SHARE / rigs.count);
  await expect
    .poll(() => newestLine(page), { timeout: 900_000, intervals: [2_000] })
    .toBeGreaterThan(LOG_LIMIT);
  await machines.ask('hash', rigs.dutyCycle);
}

interface Used {
  readonly looks: readonly AppUsage[];
  readonly linesASecond: number;
  /** Processor time of the longest task, ms: while pages are opened for the first time, and later. */
  readonly longestMs: Readonly<Record<'first' | 'later', number>>;
  /** Those over 50 ms, as they seem to the user, ms */
  readonly longTasks: readonly number[];
  /** From clicks to what they open, ms; those under 16 ms count as 16. */
  readonly answers: ReadonlyMap<string, readonly number[]>;
}

/** Opens every page again and again, and measures between the rounds. */
async function lookThrough(
  launched: Parameters<typeof appUsage>[0],
  { minutes }: Scene,
): Promise<Used> {
  const { page } = launched;
  const stayMs = (minutes * 60_000) / LOOKS / (PAGES.length + 1);
  const looks: AppUsage[] = [];
  const longTasks: number[] = [];
  const answers = new Map<string, number[]>();
  await watchPage(page);
  const first = await newestLine(page);
  const startMs = performance.now();

  async function stay(name: string): Promise<void> {
    await pause(stayMs);
    const noticed = await takeNoticed(page);
    longTasks.push(...noticed.longTasks);
    answers.set(name, [...(answers.get(name) ?? []), Math.max(16, ...noticed.clicks)]);
  }

  const longestMs = { first: 0, later: 0 };
  for (let look = 0; look < LOOKS; look++) {
    await startTaskTrace(launched.app);
    for (const name of PAGES) {
      await page.getByRole('navigation').getByRole('link', { name }).click();
      await expect(page.getByRole('main', { name })).toBeVisible();
      await stay(name);
      if (name !== 'Machines') continue;
      await page
        .getByRole('button', { name: /rig\d{3}/ })
        .first()
        .click();
      await stay(MACHINE);
      await page.getByRole('button', { name: 'All machines' }).click();
    }
    const taskMs = Math.max(0, ...(await takeTasks(launched.app)));
    const when = look === 0 ? 'first' : 'later';
    longestMs[when] = Math.max(longestMs[when], taskMs);
    looks.push(await appUsage(launched));
    console.log(`round ${look + 1} of ${LOOKS}: its longest task took ${taskMs.toFixed(0)} ms`);
  }
  const seconds = (performance.now() - startMs) / 1000;
  const linesASecond = ((await newestLine(page)) - first) / seconds;
  return { looks, linesASecond, longestMs, longTasks, answers };
}

async function newestLine(page: Page): Promise<number> {
  return (await appState(page)).logs.at(-1)?.sequence ?? 0;
}
