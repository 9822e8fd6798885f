/** The program without a window. */
import { EXIT } from '../system/exit-codes.ts';
import { sayOnStderr } from '../logging/stderr-line.ts';
import type { StartGpuProcess } from '../workers/gpu/process/gpu-process.ts';
import { parseCommandLine } from './options/parse-command-line.ts';
import { print } from './print.ts';

/**
 * Does what the arguments after the program's name ask for: prints, speaks to machines, diagnoses, or mines until SIGINT or SIGTERM,
 * with the log on stdout.
 * @param startGpu how to start a process for a graphics card; a Node by default
 * @returns the exit code, see system/exit-codes.ts
 */
export async function runCommandLine(
  args: readonly string[],
  startGpu?: StartGpuProcess,
): Promise<number> {
  const command = await parseCommandLine(args);
  switch (command.kind) {
    case 'print':
      return print(command.text);
    case 'refuse':
      sayOnStderr(command.message);
      return EXIT.failed;
    case 'machines': {
      const { runMachineTask } = await import('./machines/run-machine-task.ts');
      return runMachineTask(command);
    }
    case 'test-notice': {
      const { testNotice } = await import('./test-notice.ts');
      return testNotice(command.config);
    }
    case 'health': {
      const { askHealth } = await import('./ask-health.ts');
      return askHealth(command.config);
    }
    case 'diagnose': {
      const { runDiagnosis } = await import('./diagnosis/run-diagnosis.ts');
      return runDiagnosis(command);
    }
    case 'mine': {
      // Loaded on demand: it takes as long to load as everything else, and help should be quick.
      const { mineHeadless } = await import('./headless/mine-headless.ts');
      return mineHeadless(command, startGpu);
    }
  }
}
