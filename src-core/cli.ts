#!/usr/bin/env node
/** Headless: the same miner in a terminal, with the option names of chainweb-mining-client. */
import { runCommandLine } from './command-line/run-command-line.ts';
import { sayOnStderr } from './logging/stderr-line.ts';
import { EXIT } from './system/exit-codes.ts';
import { reasonOf } from './system/thrown-reason.ts';

try {
  process.exitCode = await runCommandLine(process.argv.slice(2));
} catch (error) {
  sayOnStderr(`Heddle has ended because of a fault in it: ${reasonOf(error)}`);
  // What it left open must not keep it running.
  process.exit(EXIT.failed);
}
