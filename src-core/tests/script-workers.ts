/**
 * External workers as someone else would write them: they know the contract and nothing of this
 * project. BLAKE2s is that of Node's crypto.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

/** Prints the first nonce for `work` and the big-endian `target`, with counts like bigolchungus. */
const SEARCH = `
const { createHash } = require('node:crypto');
function search(work, target) {
  for (let nonce = 0n; ; nonce += 1n) {
    work.writeBigUInt64LE(nonce, work.length - 8);
    const hash = createHash('blake2s256').update(work).digest().reverse().toString('hex');
    if (BigInt('0x' + hash) <= BigInt('0x' + target)) return nonce;
  }
}
const digits = (nonce) => nonce.toString(16).padStart(16, '0');
`;

const PROGRAMS = {
  /** Knows only its last argument and standard input. */
  'argv-and-stdin': `${SEARCH}
for (const name of Object.keys(process.env)) if (name !== 'PATH') delete process.env[name];
const target = Buffer.from(process.argv.at(-1), 'hex').reverse().toString('hex');
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk));
process.stdin.on('end', () => {
  const nonce = search(Buffer.concat(chunks), target);
  process.stdout.write(digits(nonce) + ' ' + (nonce + 1n) + ' 1000000.5');
});`,

  /** Knows only its environment. */
  environment: `${SEARCH}
const { CHAINWEB_WORK, CHAINWEB_TARGET_BE } = process.env;
console.log(digits(search(Buffer.from(CHAINWEB_WORK, 'hex'), CHAINWEB_TARGET_BE)));
process.exit(0);`,

  /** Writes what it was given: arguments, environment and input, as JSON into the file $REPORT. */
  report: `
const { readFileSync, writeFileSync } = require('node:fs');
const input = readFileSync(0).toString('hex');
const { argv, env } = process;
writeFileSync(env.REPORT, JSON.stringify({ argv: argv.slice(2), env, input }));
console.log('0000000000000000');`,
} as const;

export interface ScriptFolder {
  readonly path: string;
  /** The command that runs one of the programs. */
  command(name: keyof typeof PROGRAMS): string;
  /** A shell command that writes the process id \`$pid\` into a file; see {@link pidFrom}. */
  notePid(pid: string, name: string): string;
  /** Waits for such a process id. */
  pidFrom(name: string): Promise<number>;
  remove(): Promise<void>;
}

/** Writes the programs into a new folder. */
export async function writeScripts(): Promise<ScriptFolder> {
  const path = await mkdtemp(join(tmpdir(), 'script-workers-'));
  for (const [name, text] of Object.entries(PROGRAMS)) {
    await writeFile(join(path, `${name}.cjs`), text);
  }
  return {
    path,
    command: (name) => `'${process.execPath}' '${join(path, `${name}.cjs`)}'`,
    notePid: (pid, name) => `echo ${pid} > '${join(path, name)}'`,
    pidFrom: (name) =>
      vi.waitFor(
        async () => {
          const pid = Number(await readFile(join(path, name), 'utf8'));
          if (pid === 0) throw new Error('not written yet');
          return pid;
        },
        { timeout: 10_000, interval: 10 },
      ),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/** Whether a process runs; one that has ended but was not collected does not. */
export function isRunning(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.trim().startsWith('Z');
  } catch {
    // `ps` says 1 for a process that is not there.
    return false;
  }
}
