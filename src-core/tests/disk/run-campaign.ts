/** Runs a campaign in a process of its own, and collects what its rounds print. */
import { spawn } from 'node:child_process';

interface Campaign<Round> {
  readonly rounds: readonly Round[];
  /** `exit 0`, or what ended the process. */
  readonly end: string;
  readonly errors: string;
}

/** @param program one that prints a line of JSON for each round */
export async function runCampaign<Round>(
  program: string,
  name: string,
  seed: number,
  rounds: number,
): Promise<Campaign<Round>> {
  const given = ['--disable-warning=ExperimentalWarning', program, name, `${seed}`, `${rounds}`];
  const child = spawn(process.execPath, given);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const end = await new Promise<string>((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? `exit ${code}`));
  });
  const lines = output.split('\n').filter((line) => line !== '');
  return { rounds: lines.map((line) => JSON.parse(line) as Round), end, errors };
}
