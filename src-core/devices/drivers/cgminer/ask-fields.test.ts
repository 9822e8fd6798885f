import { expect, it } from 'vitest';
import { err, ok } from '../../../result.ts';
import { answeringMachine } from '../tests/answering-machine.ts';
import type { AnsweringMachine } from '../tests/answering-machine.ts';
import { askAll } from './ask-fields.ts';

const { signal } = new AbortController();

/** What comes of three commands. */
async function asked(answers: AnsweringMachine['answers']) {
  const { io, asked: what } = answeringMachine(answers);
  const answer = await io.round('a', 'quick', signal, (machine) =>
    askAll(machine, 4028, ['summary', 'devs', 'pools']),
  );
  return { answer, count: what.length };
}

const ALL = { '4028 summary': '{"a":1}', '4028 devs': '{"b":2}', '4028 pools': '{"c":3}' };
const TIMEOUT = { kind: 'timeout', limitMs: 1 } as const;
const CANCELLED = { kind: 'cancelled' } as const;

it('are answered one after the other', async () => {
  expect(await asked(ALL)).toEqual({ answer: ok([{ a: 1 }, { b: 2 }, { c: 3 }]), count: 3 });
});

it.each([
  ['nonsense', 'nonsense'],
  ['too late', TIMEOUT],
])('go on where one is answered %s', async (_, said) => {
  expect((await asked({ ...ALL, '4028 devs': said })).answer).toEqual(
    ok([{ a: 1 }, null, { c: 3 }]),
  );
});

it('end with the first that is not answered, or that is cancelled', async () => {
  expect(await asked({ ...ALL, '4028 summary': TIMEOUT })).toEqual({
    answer: err(TIMEOUT),
    count: 1,
  });
  const nonsense = await asked({ ...ALL, '4028 summary': 'x' });
  expect(nonsense).toEqual({ answer: err({ kind: 'nonsense', answer: 'x' }), count: 1 });
  expect(await asked({ ...ALL, '4028 devs': CANCELLED })).toEqual({
    answer: err(CANCELLED),
    count: 2,
  });
});
