/**
 * Programs for external workers as someone else would write them: they know the contract and nothing of this
 * project. BLAKE2s is that of Node's crypto.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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

export type ScriptProgram = keyof typeof PROGRAMS;

/** Writes the programs into a folder. Returns the command that runs one of them. */
export async function writePrograms(folder: string): Promise<(name: ScriptProgram) => string> {
  for (const [name, text] of Object.entries(PROGRAMS)) {
    await writeFile(join(folder, `${name}.cjs`), text);
  }
  return (name) => `'${process.execPath}' '${join(folder, `${name}.cjs`)}'`;
}
