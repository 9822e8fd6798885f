/** The practice node as a program of its own, for tests in which a node dies and comes back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_FOLDER } from './launch-app.ts';

export interface PracticeProgram {
  /** Ends it as a crash does. */
  crash(): Promise<void>;
  /** Ends it, unless it has ended. */
  close(): Promise<void>;
}

/** Starts one on a port of this computer. Its blocks cost a million hashes, unless `options` say otherwise. */
export function startPracticeProgram(
  port: number,
  options: readonly string[] = ['--first-difficulty', '1000000'],
): PracticeProgram {
  const script = join(PROJECT_FOLDER, 'src-core', 'practice', 'cli.ts');
  const node = spawn(process.execPath, [script, '--port', String(port), ...options], {
    stdio: 'ignore',
  });
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (node.exitCode !== null || node.signalCode !== null) return;
    const exit = once(node, 'exit');
    node.kill(signal);
    await exit;
  };
  return { crash: () => end('SIGKILL'), close: () => end('SIGTERM') };
}
