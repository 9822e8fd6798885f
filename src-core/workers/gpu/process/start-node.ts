import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StartGpuProcess } from './gpu-process.ts';

/** Starts a script in the Node that runs this. */
export function startInNode(
  script: URL,
  options: readonly string[] = [],
  environment = process.env,
): StartGpuProcess {
  return () =>
    spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', ...options, fileURLToPath(script)],
      { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: environment },
    );
}

/** The terminal's GPU process, with the npm package `webgpu`. */
export const startNodeGpu = startInNode(new URL('gpu-child.ts', import.meta.url));
