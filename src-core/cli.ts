#!/usr/bin/env node
/** Headless: the same miner in a terminal, with the option names of chainweb-mining-client. */
import { parseCommandLine } from './config/command-line.ts';
import type { Command } from './config/command-line.ts';

process.exitCode = await run(await parseCommandLine(process.argv.slice(2)));

/** Does what the command line says; the exit code. */
async function run(command: Command): Promise<number> {
  switch (command.kind) {
    case 'print':
      process.stdout.write(command.text);
      return 0;
    case 'refuse':
      process.stderr.write(`${command.message}\n`);
      return 1;
    case 'mine': {
      // Loading the miner takes as long as all the rest: who only asks for help need not wait.
      const { mineHeadless } = await import('./mine-headless.ts');
      return mineHeadless(command);
    }
  }
}
