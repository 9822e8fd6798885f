/** Questions to whoever sits at the terminal. They are asked on stderr, so that stdout holds results alone. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks a question that is answered by `y` or `yes`; anything else, the end of the input too, is no. */
export async function askYesOrNo(question: string): Promise<boolean> {
  const answer = await ask(`${question} [y/N] `, false);
  return /^y(es)?$/i.test(answer?.trim() ?? '');
}

/** Asks for a password, which is not shown. Null without a terminal to type it in. */
export async function askPassword(question: string): Promise<string | null> {
  return process.stdin.isTTY ? ask(`${question}: `, true) : null;
}

async function ask(question: string, isSecret: boolean): Promise<string | null> {
  process.stderr.write(question);
  const output = isSecret ? silence() : process.stderr;
  const reader = createInterface({ input: process.stdin, output, terminal: isSecret });
  // A last line without a break is an answer too, which questions of readline do not take.
  const answer = await new Promise<string | null>((resolve) => {
    reader.once('line', resolve);
    reader.once('close', () => resolve(null));
  });
  reader.close();
  if (isSecret) process.stderr.write('\n');
  return answer;
}

/** Takes what a terminal would show while something is typed. */
function silence(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
