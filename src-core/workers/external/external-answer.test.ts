import { expect, it } from 'vitest';
import { parseAnswer } from './external-answer.ts';

const ENDED = { code: 0, signal: null };
const NONCE = '00ff00ff00ff00AB';
const nonce = 0x00ff00ff00ff00abn;

it.each([
  [NONCE, null, null],
  [`${NONCE}\n`, null, null],
  // As bigolchungus prints it: a count of hashes, and a rate.
  [`${NONCE} 12 3.5\n`, 12, 3.5],
  [`${NONCE}\t1000000000000000000 1.e+17\n`, 1e18, 1e17],
  [`${NONCE} 12 2E3 and more`, 12, 2_000],
  [`${NONCE}  12\t 3.25\r\n`, 12, 3.25],
  // A rate that no hardware has, and numbers that could be anything.
  [`${NONCE} 12 1e18`, 12, null],
  [`${NONCE} 12 0`, 12, null],
  [`${NONCE} 12`, null, null],
  [`${NONCE} 12 fast`, null, null],
  [`${NONCE} 12 3.5x`, null, null],
  [`${NONCE} 12 x3.5`, null, null],
  [`${NONCE} 12 1e1000`, null, null],
  [`${NONCE} 1.5 3`, null, null],
  [`${NONCE} 12345678901234567890 3`, null, null],
  [`${NONCE} x1 3`, null, null],
])('reads %j', (output, hashes, rate) => {
  expect(parseAnswer(ENDED, output)).toEqual({ ok: true, value: { nonce, hashes, rate } });
});

it.each<[output: string, kind: string, detail: string, reason: string]>([
  ['', 'no-output', '', 'expected nonce from miner, got: nothing (it printed no output)'],
  [
    ' \n',
    'no-nonce',
    '""',
    'process returned short nonce (white space alone; 16 hex digits must come first)',
  ],
  [
    ` ${NONCE}\n`,
    'no-nonce',
    `" ${NONCE}"`,
    'process returned short nonce (white space before the nonce; 16 hex digits must come first)',
  ],
  ['abc def\n', 'no-nonce', '"abc def"', 'failed to decode nonce bytes: "abc" is not hexadecimal'],
  ['xab', 'no-nonce', '"xab"', 'failed to decode nonce bytes: "xab" is not hexadecimal'],
  ['abx', 'no-nonce', '"abx"', 'failed to decode nonce bytes: "abx" is not hexadecimal'],
  [
    '0011',
    'no-nonce',
    '"0011"',
    'process returned short nonce (4 hex digits instead of 16: "0011")',
  ],
])('says what is wrong with %j', (output, kind, detail, reason) => {
  expect(parseAnswer(ENDED, output)).toEqual({ ok: false, error: { reason, kind, detail } });
});

it.each([
  [{ code: 3, signal: null }, 'exit-code', '3', '3'],
  [
    { code: 127, signal: null },
    'command-not-found',
    '',
    '127 (the shell does not find the command)',
  ],
  [
    { code: 126, signal: null },
    'command-not-runnable',
    '',
    '126 (the command is there but cannot be run)',
  ],
  [{ code: null, signal: 'SIGKILL' }, 'crashed', 'SIGKILL', '-9 (ended by SIGKILL)'],
] as const)(
  'does not take what a program printed that ended with %j',
  (exit, kind, detail, text) => {
    const reason = `External worker failed with code: ${text}`;
    expect(parseAnswer(exit, NONCE)).toEqual({ ok: false, error: { reason, kind, detail } });
  },
);

it('shows the beginning of a long answer', () => {
  const { error } = parseAnswer(ENDED, 'x'.repeat(100)) as { error?: { detail: string } };
  expect(error?.detail).toBe(`"${'x'.repeat(80)}…"`);
});
