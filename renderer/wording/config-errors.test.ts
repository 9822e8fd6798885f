import { expect, it } from 'vitest';
import { translationTo } from '../../messages/translation.ts';
import type { ConfigError, Failure, SettingValue } from '../../contract/screen-contract.ts';
import { failureSetting, failureText } from './failures.ts';

const said = (language: 'en' | 'de', error: ConfigError): string =>
  failureText(translationTo(language), { kind: 'config', error });
const location = '/home/ada/a.yaml';

const threads: ConfigError = {
  kind: 'value',
  origin: { kind: 'file', location },
  key: 'threadCount',
  within: [],
  given: '"many"',
  expected: { type: 'number', integer: true, min: 1, max: 1024, unit: null },
};

it('says in the language what a file has wrong, and what was expected', () => {
  expect(said('en', threads)).toBe(
    '/home/ada/a.yaml: threadCount is "many". Expected: a whole number from 1 to 1024.',
  );
  expect(said('de', threads)).toBe(
    '/home/ada/a.yaml: threadCount ist "many". Erwartet: eine ganze Zahl von 1 bis 1024.',
  );
  expect(said('de', { ...threads, key: 'stratumPassword', given: null })).toContain('(verborgen)');
});

it('opens the setting that is wrong', () => {
  expect(failureSetting({ kind: 'config', error: threads })).toBe('threadCount');
  const unreadable: Failure = {
    kind: 'config',
    error: { kind: 'unreadable', location, fault: { kind: 'not-an-address' } },
  };
  expect(failureSetting(unreadable)).toBeNull();
});

const system = { kind: 'system', code: 'EACCES', detail: 'EACCES: permission denied' } as const;
const ERRORS: readonly ConfigError[] = [
  { kind: 'unreadable', location, fault: system },
  { kind: 'unreadable', location, fault: { kind: 'not-a-file', found: 'pipe' } },
  { kind: 'unreadable', location, fault: { kind: 'too-long', limitBytes: 1_048_576 } },
  { kind: 'unreadable', location, fault: { kind: 'encoding', encoding: 'UTF-8', line: 1002 } },
  { kind: 'unreadable', location, fault: { kind: 'status', status: 404, statusText: 'Gone' } },
  { kind: 'unreadable', location, fault: { kind: 'timeout', timeoutMs: 10_000 } },
  {
    kind: 'not-a-configuration',
    location,
    fault: { kind: 'syntax', format: 'yaml', place: { line: 1002, column: 3 }, detail: 'no end' },
  },
  { kind: 'not-a-configuration', location, fault: { kind: 'no-keys' } },
  { kind: 'not-a-configuration', location, fault: { kind: 'too-much', of: 'keys', limit: 1000 } },
  { kind: 'not-written', path: location, code: 'ENOSPC', detail: 'ENOSPC: no space left' },
  { kind: 'not-kept', path: location, copy: 'b', code: 'EACCES', detail: 'EACCES: no' },
  { kind: 'from-network', location, key: 'externalWorkerCommand' },
];

it('has a sentence of its own for each error in each language, without the words of the system', () => {
  const sentences = ERRORS.flatMap((error) => [said('en', error), said('de', error)]);
  expect(new Set(sentences).size).toBe(sentences.length);
  for (const sentence of sentences) {
    expect(sentence).toContain(location);
    expect(sentence).not.toMatch(/EACCES|ENOSPC|no end|undefined/);
  }
  expect(sentences.filter((sentence) => sentence.includes('1002'))).toHaveLength(4);
});

it('says what every setting expects', () => {
  const values: readonly SettingValue[] = [
    { type: 'flag' },
    { type: 'number', integer: false, min: 0.1, max: 3600, unit: 'seconds' },
    { type: 'hash-rate', max: 1e30, unit: 'hashes-per-second' },
    { type: 'choice', values: ['cpu', 'stratum'] },
    { type: 'log-level', values: ['info'] },
    { type: 'text', maxLength: null },
    { type: 'path', maxLength: 4096, filled: true },
    { type: 'pattern', maxLength: 512 },
    { type: 'node-address' },
    { type: 'interface' },
    { type: 'currency' },
    { type: 'web-address', maxLength: 2048 },
    { type: 'hours' },
    { type: 'week-hours', maxLength: 1000 },
    { type: 'ip-address' },
    {
      type: 'share-difficulty',
      values: [],
      min: 0,
      max: 256,
      period: { min: 1, max: 3600, default: 10 },
    },
    { type: 'list', item: { type: 'node-address' }, maxItems: 16 },
    { type: 'list', item: { type: 'text', maxLength: 128 }, maxItems: 16 },
    { type: 'list', item: { type: 'ip-address' }, maxItems: 16 },
    { type: 'list', item: { type: 'choice', values: ['a', 'b'] }, maxItems: 16 },
    { type: 'variables', maxLength: 8192 },
  ];
  const sentences = values.flatMap((expected) => [
    said('en', { ...threads, expected }),
    said('de', { ...threads, expected }),
  ]);
  expect(new Set(sentences).size).toBe(sentences.length);
});
