#!/usr/bin/env node
/** The program `npm run fake-asics`: simulated machines to find, configure and watch without a real one. */
import { runTerminalProgram } from '../../logging/terminal-program.ts';
import { runFakeAsics } from './fake-asics.ts';

await runTerminalProgram('fake-asics', () => runFakeAsics(process.argv.slice(2)));
