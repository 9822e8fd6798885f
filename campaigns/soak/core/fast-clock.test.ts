import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const CLOCK = new URL('fast-clock.ts', import.meta.url).href;

/** In a process of its own: the clocks of this one are those of the other tests. */
const PROGRAM = `
import { hurryTime } from ${JSON.stringify(CLOCK)};
const RealDate = Date;
const realNow = Date.now;
hurryTime(1000);
const startMs = { wall: Date.now(), steady: performance.now(), real: realNow() };
let ticks = 0;
const ticking = setInterval(() => (ticks += 1), 100_000);
setTimeout(() => {
  clearInterval(ticking);
  console.log(JSON.stringify({
    wallMs: Date.now() - startMs.wall,
    steadyMs: performance.now() - startMs.steady,
    realMs: realNow() - startMs.real,
    ticks,
    areDates: [new Date(), new RealDate()].every((date) => date instanceof Date),
    fixed: new Date(0).toISOString(),
    apartMs: Math.abs(new Date().getTime() - Date.now()),
  }));
}, 500_000);
`;

interface Printed {
  readonly wallMs: number;
  readonly steadyMs: number;
  readonly realMs: number;
  readonly ticks: number;
  readonly areDates: boolean;
  readonly fixed: string;
  readonly apartMs: number;
}

it('hurries clocks and timers together', () => {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', PROGRAM];
  const printed = execFileSync(process.execPath, args, { cwd: fileURLToPath(new URL('.', CLOCK)) });
  const { wallMs, steadyMs, realMs, ...found } = JSON.parse(printed.toString()) as Printed;
  expect(wallMs).toBeGreaterThan(490_000);
  // Between two looks at the clocks, and by the ms of the real one.
  expect(Math.abs(wallMs - steadyMs)).toBeLessThan(5_000);
  expect(wallMs / realMs).toBeGreaterThan(900);
  expect(found.ticks).toBeGreaterThanOrEqual(2);
  expect(found.areDates).toBe(true);
  expect(found.fixed).toBe('1970-01-01T00:00:00.000Z');
  expect(found.apartMs).toBeLessThan(5_000);
});
