import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { factsOf } from '../../tests/setting-facts.ts';
import { readAnswers as readWith } from './answers.ts';
import type { Answers } from './answers.ts';

const { address: form } = factsOf('node');
const readAnswers = (translation: typeof english, given: Answers) =>
  readWith(translation, given, form);

const pair = { publicKey: 'ab'.repeat(32), privateKey: 'cd'.repeat(32) };
const english = translationTo('en');
const answers: Answers = {
  practice: true,
  node: 'localhost:1848',
  useTls: false,
  insecure: false,
  keySource: 'made',
  typedKey: '',
  pair,
  stored: false,
  workers: ['cpu'],
  threadCount: 3,
  findsMachines: false,
};

it('is one click away from practice: the key that was made need not be stored', () => {
  expect(readAnswers(english, answers)).toEqual({
    ok: true,
    config: {
      practice: true,
      worker: 'cpu',
      workers: [],
      threadCount: 3,
      publicKey: pair.publicKey,
    },
  });
});

it('leaves the number of threads alone for machines, and begins with a share every ten seconds', () => {
  expect(readAnswers(english, { ...answers, workers: ['stratum'] })).toEqual({
    ok: true,
    config: {
      practice: true,
      worker: 'stratum',
      workers: [],
      publicKey: pair.publicKey,
      stratumDifficulty: 'period:10',
    },
  });
});

it('mines with machines and the processor at the same time, which then has threads of its own', () => {
  expect(readAnswers(english, { ...answers, workers: ['cpu', 'stratum'] })).toEqual({
    ok: true,
    config: {
      practice: true,
      workers: ['stratum', 'cpu'],
      cpuThreads: 3,
      publicKey: pair.publicKey,
      stratumDifficulty: 'period:10',
    },
  });
});

it('never passes the private key on', () => {
  expect(
    JSON.stringify(readAnswers(english, { ...answers, practice: false, stored: true })),
  ).not.toContain(pair.privateKey);
});

it('wants the private key stored before it mines for real', () => {
  expect(readAnswers(english, { ...answers, practice: false })).toMatchObject({
    ok: false,
    missing: expect.stringContaining('private key'),
  });
  expect(readAnswers(english, { ...answers, practice: false, stored: true })).toMatchObject({
    ok: true,
    config: { practice: false, node: 'localhost:1848', useTls: false },
  });
});

it('says what is missing', () => {
  expect(readAnswers(english, { ...answers, pair: null }).ok).toBe(false);
  expect(readAnswers(english, { ...answers, keySource: 'own' }).ok).toBe(false);
  expect(
    readAnswers(english, { ...answers, practice: false, stored: true, node: 'x' }),
  ).toMatchObject({
    missing: expect.stringContaining('port'),
  });
});

it('names the first question that is not answered', () => {
  const wrong = {
    ...answers,
    practice: false,
    node: 'a b',
    keySource: 'own',
    typedKey: 'xy',
  } as const;
  const missing = (given: Answers): unknown => {
    const read = readAnswers(english, given);
    return read.ok ? null : read.missing;
  };
  expect(missing(wrong)).toMatch(/address/);
  expect(missing({ ...wrong, node: 'localhost:1848' })).toMatch(/public key/);
  expect(missing({ ...wrong, practice: true })).toMatch(/public key/);
});
