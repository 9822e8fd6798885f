/** Files from others, and paths that are no files: read within bounds, or refused in a sentence. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeConfigError } from '../../../command-line/texts/config-sentences.ts';
import { readConfigSource } from '../config-source.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-untrusted-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The keys of a file with this content, or the sentence that refuses it, without the folder. */
async function reading(content: string | Buffer, name = 'a.yaml'): Promise<unknown> {
  const path = join(folder, name);
  await writeFile(path, content);
  return readingAt(path);
}

async function readingAt(path: string, timeoutMs = 10_000): Promise<unknown> {
  const read = await readConfigSource(path, { timeoutMs });
  return read.ok ? read.value.keys : describeConfigError(read.error).replace(`${folder}/`, '');
}

async function repeated(content: string, name = 'a.yaml'): Promise<unknown> {
  const path = join(folder, name);
  await writeFile(path, content);
  const read = await readConfigSource(path);
  return read.ok && read.value.repeated;
}

describe('a file in an encoding of its editor', () => {
  const text = 'account: müller 😀\nthreadCount: 3\n';
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  const keys = { account: 'müller 😀', threadCount: 3 };

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, as PowerShell 5 writes it', utf16],
    ['UTF-16 with the high byte first', Buffer.from(utf16).swap16()],
  ])('is read: %s', async (_, bytes) => {
    expect(await reading(bytes)).toEqual(keys);
  });

  it.each([
    ['Windows-1252', Buffer.from('threadCount: 3\r\naccount: müller\r\n', 'latin1'), 'UTF-8', 2],
    ['UTF-16 without a mark', Buffer.from('threadCount: 3', 'utf16le'), 'UTF-8', 1],
    ['UTF-16 with half a character', Buffer.from('\ufeffa: 1\nb: \ud83d', 'utf16le'), 'UTF-16', 2],
    ['UTF-16 that ends in half a unit', utf16.subarray(0, -1), 'UTF-16', 2],
    ['that with the high byte first', Buffer.from(utf16).swap16().subarray(0, -1), 'UTF-16', 2],
    ['UTF-32', Buffer.from('fffe000061000000', 'hex'), 'UTF-16', 1],
    ['a program', Buffer.from('a: 1\n\0\0\0'), 'UTF-8', 2],
  ])('is refused, with the line: %s', async (_, bytes, encoding, line) => {
    for (const name of ['a.yaml', 'a.json']) {
      expect(await reading(bytes, name)).toBe(
        `${name} cannot be read: it is not valid ${encoding} in line ${line}: save it as UTF-8`,
      );
    }
  });
});

describe('a text that chainweb-mining-client reads', () => {
  it('merges what << names, which the keys of the map itself replace', async () => {
    const farm = 'farm: &farm {node: a:1, threadCount: 3}\n';
    const merged = { node: 'a:1', threadCount: 4 };
    expect(await reading(`${farm}<<: *farm\nthreadCount: 4\n`)).toMatchObject(merged);
    expect(await reading(`${farm}threadCount: 4\n<<: *farm\n`)).toMatchObject(merged);
    expect(await reading(`${farm}<<: [{threadCount: 4}, *farm]\n`)).toMatchObject(merged);
    expect(await reading('<<: no map\n')).toEqual({ '<<': 'no map' });
    expect(await repeated(`${farm}<<: *farm\nthreadCount: 4\n`)).toEqual([]);
  });

  it.each([
    ['a.yaml', 'node: a:1\nthreadCount: 1\nnode: b:2\n', 'node', 3],
    ['a.json', '{"node": "a:1",\n "threadCount": 1, "node": "b:2"}', 'node', 2],
    ['a.yaml', 'node: b:2\nx: [{A: 1, A: 2}]\n', 'x.A', 2],
    ['a.json', '{"node": "b:2",\n"x": [1, {"A": 1, "\\u0041": 2}]}', 'x.A', 2],
  ])('takes the last of equal keys, and reports it: %s %s', async (name, text, key, line) => {
    expect(await reading(text, name)).toMatchObject({ node: 'b:2' });
    expect(await repeated(text, name)).toEqual([{ key, line }]);
  });

  it('reports a few of many repeated keys', async () => {
    expect(await repeated('node: a:1\n'.repeat(2_000))).toHaveLength(10);
  });

  it('has the types of chainweb-mining-client, whatever version and tags it names', async () => {
    const text = '%YAML 1.1\n---\na: 2001-12-14\nb: 1:30\nc: !!binary aGk=\nd: !x 1\ne: yes\n';
    expect(await reading(text)).toEqual({ a: '2001-12-14', b: '1:30', c: 'aGk=', d: '1', e: true });
  });
});

describe('a text that is too large', () => {
  const lines = (count: number, line: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => line(i)).join('');
  const laughs = `a0: &a0 lol\n${lines(12, (i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]\n`)}`;
  const chain = `a0: &a0 x\n${lines(900, (i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`)}`;

  it.each([
    ['a billion laughs', 'a.yaml', laughs, '50000 values'],
    ['aliases in aliases', 'a.yaml', chain, '32 levels'],
    ['40 000 keys', 'a.json', `{${lines(40_000, (i) => `"k${i}": 1, `)}"z": 1}`, '1000 keys'],
    ['40 000 keys', 'a.yaml', lines(40_000, (i) => `k${i}: 1\n`), '80000 words and marks'],
    ['1 001 keys', 'a.yaml', lines(1_001, (i) => `k${i}: 1\n`), '1000 keys'],
    ['deep lists', 'a.yaml', '['.repeat(500_000), '32 levels'],
    ['deep maps', 'a.yaml', '{a: '.repeat(200_000), '32 levels'],
    ['deep lists in a line', 'a.yaml', '- '.repeat(500_000), '32 levels'],
    ['deep maps, a line each', 'a.yaml', lines(1_000, (i) => `${' '.repeat(i)}a:\n`), '32 levels'],
    ['deep lists', 'a.json', '['.repeat(500_000), '32 levels'],
    ['deep maps', 'a.json', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, '32 levels'],
    ['a long list', 'a.json', `[${'1,'.repeat(400_000)}1]`, '50000 values'],
    ['commas', 'a.yaml', `[${','.repeat(1_000_000)}`, '80000 words and marks'],
    ['marks of documents', 'a.yaml', '---\n'.repeat(250_000), '80000 words and marks'],
  ])('is refused: %s in %s', async (_, name, text, most) => {
    expect(await reading(text, name)).toMatch(
      new RegExp(`^${name} has more than ${most}.*: no configuration needs that many$`),
    );
  });

  it.each([']', '"a"\n', '[]'])(
    'is refused at its first fault: %j a million times',
    async (part) => {
      expect(await reading(part.repeat(1_000_000 / part.length))).toMatch(
        /^a\.yaml is not valid YAML/,
      );
    },
  );

  it('is not a farm of 10 000 rigs', async () => {
    const rigs = lines(10_000, (i) => `  - rig-${i}-${'x'.repeat(30)}\n`);
    const keys = await reading(`stratumAllowedRigs:\n${rigs}`);
    expect((keys as { stratumAllowedRigs: unknown[] }).stratumAllowedRigs).toHaveLength(10_000);
  });

  it.each(['a: &a [*a]', 'a: &a {b: *a}', 'a: &a {<<: *a}', 'a: [*b]\nb: &b 1'])(
    'is refused where an alias stands for what is not complete: %s',
    async (text) => {
      expect(await reading(text)).toMatch(
        /^a\.yaml is not valid YAML: syntax error at line 1, col/,
      );
    },
  );
});

describe('a path that leads to no file', () => {
  it('is refused: a folder', async () => {
    expect(await readingAt(folder)).toMatch(/cannot be read: it is a folder, not a file$/);
  });

  it.skipIf(process.platform === 'win32')('is refused: a device without an end', async () => {
    expect(await readingAt('/dev/zero')).toBe(
      '/dev/zero cannot be read: it is a device, not a file',
    );
  });

  it.skipIf(process.platform === 'win32')('is refused: a socket', async () => {
    const server = createServer().listen(join(folder, 'socket'));
    await once(server, 'listening');
    expect(await readingAt(join(folder, 'socket'))).toBe(
      'socket cannot be read: it is a socket, not a file',
    );
    await new Promise((resolve) => server.close(resolve));
  });

  describe.skipIf(process.platform === 'win32')('but to a pipe', () => {
    let pipe = '';
    beforeEach(() => {
      pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
    });

    it('is read when something writes to it', async () => {
      const writer = spawn('sh', ['-c', 'printf "threadCount: 3" > "$0"', pipe]);
      const ended = new Promise((resolve) => writer.once('exit', resolve));
      expect(await readingAt(pipe)).toEqual({ threadCount: 3 });
      await ended;
    });

    it('is refused when nothing does', async () => {
      expect(await readingAt(pipe, 50)).toBe(
        'pipe cannot be read: no complete answer within 50 ms',
      );
    });

    it('is refused when it has no end', async () => {
      const writer = spawn('sh', ['-c', 'exec cat /dev/zero > "$0"', pipe]);
      const ended = new Promise((resolve) => writer.once('exit', resolve));
      expect(await readingAt(pipe)).toBe('pipe cannot be read: it is longer than 1048576 bytes');
      await ended;
    });
  });
});
