/** The end of a command: its exit code, or a failure in one sentence. No dependencies. */
import { say } from './progress.mjs';
import { StepFailed } from './run-command.mjs';

/**
 * Runs `work`, which resolves with an exit code or nothing, and ends with that code. For a StepFailed it prints
 * the text; anything else is a bug in these scripts and keeps its stack.
 */
export async function reportingFailure(work) {
  requireNode();
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    say(error.message);
    process.exitCode = error.exitCode;
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`heddle: Node ${process.versions.node} is too old; 20.19 or newer is needed`);
  process.exit(1);
}
