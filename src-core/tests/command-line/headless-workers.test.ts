/** Mining in a terminal with every worker. */
import { describe, expect } from 'vitest';
import type { ChildProgram } from './child-program.ts';
import { layEasyPractice } from '../easy-practice.ts';
import { writeScripts } from '../script-workers.ts';
import type { ScriptFolder } from '../script-workers.ts';
import { ScriptedMachine } from '../scripted-machine.ts';
import { it, stopped } from './headless-test.ts';

describe('headless mining with every worker', () => {
  // One loop: of two that build on the same parent the node refuses one now and then.
  const practice = ['--practice', '--practice-graph', 'triangle', '--thread-count', '1'];
  const withoutPow = [...practice, '--practice-disable-pow'];
  const itMines = it.extend<{ scripts: ScriptFolder }>({
    scripts: async ({ program, onTestFinished }, use) => {
      const scripts = await writeScripts();
      onTestFinished(() => scripts.remove());
      await layEasyPractice(program.folder, 'triangle', 20_000);
      await use(scripts);
    },
  });

  /** The port in the line that says where the program listens. */
  async function portOf(run: ChildProgram, text: string): Promise<number> {
    return Number(/ port (\d+)/.exec(await run.line(text))?.[1]);
  }

  const workers: readonly {
    readonly worker: string;
    readonly options: (scripts: ScriptFolder) => readonly string[];
    /** What happens outside meanwhile. */
    readonly meanwhile?: (run: ChildProgram) => Promise<void>;
  }[] = [
    { worker: 'cpu', options: () => practice },
    {
      worker: 'external',
      options: (scripts) => [
        ...practice,
        '--external-worker-cmd',
        scripts.command('argv-and-stdin'),
      ],
    },
    { worker: 'simulation', options: () => [...withoutPow, '--hash-rate', '1M'] },
    {
      worker: 'constant-delay',
      options: () => [...withoutPow, '--constant-delay-block-time', '1'],
    },
    {
      worker: 'on-demand',
      options: () => [...withoutPow, '--on-demand-interface', '127.0.0.1', '--on-demand-port', '0'],
      async meanwhile(run) {
        const port = await portOf(run, 'listening for requests on');
        await run.line('got new work');
        expect(run.lines.some((line) => line.includes('submitted work'))).toBe(false);
        const url = `http://127.0.0.1:${port}/make-blocks`;
        const response = await fetch(url, { method: 'POST', body: '{"0": 1}' });
        expect(await response.text()).toBe('[]');
      },
    },
    {
      worker: 'stratum',
      options: () => [...practice, '--stratum-interface', '127.0.0.1', '--stratum-port', '0'],
      async meanwhile(run) {
        const port = await portOf(run, 'listening on 127.0.0.1');
        const machine = await ScriptedMachine.start(port, 'account.rig');
        const isIn = async (): Promise<boolean> => {
          // The newest job: an older one's block is not new any more.
          const job = machine.jobs.at(-1) ?? (await machine.job());
          return (await machine.submit(job, machine.find(job))).result === true;
        };
        while (!(await isIn()));
        await run.line('submitted work');
        await machine.leave();
      },
    },
  ];

  itMines.for(workers)(
    'hands in accepted blocks of $worker, and stops cleanly',
    { timeout: 60_000 },
    async ({ worker, options, meanwhile }, { program: { heddle }, scripts }) => {
      // That the node took a block is a debug line.
      const run = heddle('--worker', worker, '--log-level', 'debug', ...options(scripts));
      await meanwhile?.(run);
      await run.line('submitted work');
      expect(await stopped(run)).toBe(0);
      expect(run.lines.filter((line) => / (Error|Warn ) /.test(line))).toEqual([]);
      expect(run.errors()).toBe('');
    },
  );

  itMines(
    'logs what an external program says at debug, under its thread and Worker',
    async ({ program: { heddle }, scripts }) => {
      const command = `echo "device $CHAINWEB_WORKER_ID" >&2; ${scripts.command('argv-and-stdin')}`;
      const run = heddle(
        ...['--worker', 'external', '--practice', '--practice-graph', 'triangle'],
        ...['--thread-count', '2', '--log-level', 'debug'],
        ...['--external-worker-cmd', command],
      );
      const lines = await Promise.all([run.line('device 0'), run.line('device 1')]);
      expect(await stopped(run)).toBe(0);
      expect(lines[0]).toMatch(/Z Debug \[Thread 0\|Worker\] device 0$/);
      expect(lines[1]).toMatch(/Z Debug \[Thread 1\|Worker\] device 1$/);
    },
    60_000,
  );
});
