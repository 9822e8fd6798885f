/** The control of a run: what this computer lets a program do that has some work. */
import { BenchProcess } from '../../bench/stratum/bench-process.ts';
import type { ControlReport } from './control-process.ts';

export interface Control {
  /** Ends it at the first call; all get the same report. */
  report(): Promise<ControlReport>;
}

/** Starts it. */
export async function startControl(): Promise<Control> {
  const child = new BenchProcess(new URL('control-process.ts', import.meta.url), null, [
    '--disable-warning=ExperimentalWarning',
  ]);
  await child.ask('start');
  let report: Promise<ControlReport> | null = null;
  async function stop(): Promise<ControlReport> {
    const last = await child.ask<ControlReport>('stop');
    await child.end();
    return last;
  }
  return { report: () => (report ??= stop()) };
}
