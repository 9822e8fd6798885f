/** Another program that has a database open: run as a program it holds the file it is given. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openHistory } from '../../history/history.ts';

const PROGRAM = fileURLToPath(import.meta.url);

/** Holds `file` in a process of its own, from when this resolves until it is killed. */
export async function holdOpen(file: string): Promise<{ kill(): Promise<void> }> {
  const child = fork(PROGRAM, [file], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  await once(child, 'message');
  return {
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

const [, program, held] = process.argv;
if (program === PROGRAM && held !== undefined) {
  openHistory(held);
  process.send?.('open');
  // The channel to the parent keeps it alive.
  process.on('message', () => undefined);
}
