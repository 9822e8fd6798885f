#!/usr/bin/env node
/** Headless: the same miner in a terminal, with the option names of chainweb-mining-client. */
import { runCommandLine } from './command-line/run-command-line.ts';
import { runTerminalProgram } from './logging/terminal-program.ts';

await runTerminalProgram('Heddle', () => runCommandLine(process.argv.slice(2)));
