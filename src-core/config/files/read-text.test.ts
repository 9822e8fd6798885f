import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { readConfigText } from './read-text.ts';
import { parseConfigText } from './config-text.ts';

const farm = (rigs: number): string =>
  `stratumAllowedRigs:\n${Array.from({ length: rigs }, (_, i) => `  - rig-${i}\n`).join('')}`;

/** How many threads are started from now on, until the end of the test. */
function countedThreads(): () => number {
  let started = 0;
  const count = (): void => void (started += 1);
  process.on('worker', count);
  onTestFinished(() => void process.off('worker', count));
  return () => started;
}

it('reads the largest farm in a thread, and a usual text at once', async () => {
  const threads = countedThreads();
  expect(await readConfigText(farm(10), 'yaml')).toMatchObject({ ok: true });
  expect(threads()).toBe(0);
  await readConfigText(`a: 1${' '.repeat(8 * 1024 - 4)}`, 'yaml');
  expect(threads()).toBe(0);
  const text = farm(10_000);
  expect(await readConfigText(text, 'yaml')).toEqual(parseConfigText(text, 'yaml'));
  expect(threads()).toBe(1);
});

it('finds in a thread what it would find here', async () => {
  const blank = ' '.repeat(10_000);
  const threads = countedThreads();
  const texts = [
    ['{"__proto__": {"a": 1}, "b": -0, "b": 2}', 'json'],
    ['a: .nan\nb: .inf\nc: &c [1]\nd: *c\n', 'yaml'],
    ['a: [1\n', 'yaml'],
    ['{"stratumPassword": "a secret', 'json'],
  ] as const;
  for (const [text, format] of texts) {
    const long = text + blank;
    expect(await readConfigText(long, format)).toEqual(parseConfigText(long, format));
  }
  expect(threads()).toBe(texts.length);
});

it('finds every JSON value in a thread', async () => {
  // Together, as each text takes a thread.
  const values = fc.sample(fc.jsonValue({ maxDepth: 3 }), 200);
  const text = `${JSON.stringify({ values })}${' '.repeat(10_000)}`;
  expect(await readConfigText(text, 'json')).toEqual(parseConfigText(text, 'json'));
});

it('reads a long text without a thread where none can be started', async () => {
  const none = new URL('no-such-thread.ts', import.meta.url);
  const text = farm(1_000);
  expect(await readConfigText(text, 'yaml', none)).toEqual(parseConfigText(text, 'yaml'));
});
