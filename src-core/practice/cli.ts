#!/usr/bin/env node
/** The program `npm run practice-node`: a practice node alone, for any miner that uses chainweb nodes. */
import { runTerminalProgram } from '../logging/terminal-program.ts';
import { runPracticeProgram } from './practice-program.ts';

await runTerminalProgram('The practice node', () => runPracticeProgram(process.argv.slice(2)));
