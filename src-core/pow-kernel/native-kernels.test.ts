import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nativeKernels, nativeModuleFile } from './native-kernels.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'native-kernels-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes a module as the build does: with the digest of its bytes, or of others. */
async function moduleOf(bytes: Uint8Array, builtFrom = bytes, within = folder): Promise<string> {
  const file = join(within, 'module.node');
  await writeFile(file, bytes);
  const digest = createHash('sha256').update(builtFrom).digest('hex');
  await writeFile(`${file}.sha256`, `${digest}\n`);
  return file;
}

it('has no kernels and nothing to complain about where no module was built', () => {
  const file = join(folder, 'none.node');
  expect(nativeKernels(file)).toEqual({ makers: [], fault: null });
});

it('leaves out a file that is no library, and says why', async () => {
  const { makers, fault } = nativeKernels(await moduleOf(Buffer.from('no library')));
  expect(makers).toEqual([]);
  expect(fault).toMatch(/^the system cannot load it \(.+\)$/);
});

it('says so when it cannot read the file', () => {
  // A folder cannot be read as a file, not even by root.
  expect(nativeKernels(folder)).toMatchObject({
    makers: [],
    fault: expect.stringMatching('EISDIR'),
  });
});

describe.runIf(existsSync(nativeModuleFile()))('the native module that was built', () => {
  let built: Buffer;
  beforeEach(async () => {
    built = await readFile(nativeModuleFile());
  });

  it('is used without complaint', () => {
    const { makers, fault } = nativeKernels();
    const kinds = makers.map(({ kind }) => kind);
    expect(kinds).toEqual(process.arch === 'arm64' ? ['neon'] : kinds.filter((k) => k !== 'neon'));
    expect(fault).toBeNull();
  });

  it.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'runs on processors that have what it needs',
    async () => {
      const kinds = nativeKernels().makers.map(({ kind }) => kind);
      const processor = await readFile('/proc/cpuinfo', 'utf8');
      expect(kinds.includes('avx2')).toBe(/^flags.* avx2 /m.test(processor));
    },
  );

  it('is loaded from beside the archive of an application that it is in', async () => {
    const archive = join(folder, 'app.asar');
    await mkdir(archive);
    await mkdir(`${archive}.unpacked`);
    const { makers } = nativeKernels();
    const kinds = makers.map(({ kind }) => kind);
    await copyFile(nativeModuleFile(), join(`${archive}.unpacked`, 'module.node'));
    // Where Electron reads from an archive, Node finds these bytes.
    const file = await moduleOf(Buffer.from('no library'), undefined, archive);
    const { makers: beside, fault } = nativeKernels(file);
    expect([beside.map(({ kind }) => kind), fault]).toEqual([kinds, null]);
  });

  it('is not loaded when it is damaged', async () => {
    const whole = built;
    for (const damaged of [
      whole.subarray(0, whole.length / 2),
      whole.map((byte, i) => (i === 9999 ? byte ^ 1 : byte)),
      new Uint8Array(),
    ]) {
      const file = await moduleOf(damaged, whole);
      expect(nativeKernels(file)).toEqual({ makers: [], fault: 'the file is not as it was built' });
    }
  });

  it('is not loaded when nothing says what it was built as', async () => {
    const file = join(folder, 'module.node');
    await copyFile(nativeModuleFile(), file);
    expect(nativeKernels(file)).toEqual({ makers: [], fault: 'the file is not as it was built' });
  });

  it.runIf(process.platform === 'linux')(
    'is left out where it is for another processor',
    async () => {
      const MACHINE = 18; // ELF's e_machine, of which 8 is MIPS
      const foreign = Buffer.from(built);
      foreign.writeUInt16LE(8, MACHINE);
      const { makers, fault } = nativeKernels(await moduleOf(foreign));
      expect(makers).toEqual([]);
      expect(fault).toMatch(/^the system cannot load it \(.+\)$/);
    },
  );

  it('is left out where it computes wrong results', async () => {
    const { makers } = nativeKernels();
    const wrong = Buffer.from(built);
    // The first word of BLAKE2s' initialisation vector, wherever it stands: in code or in tables.
    const word = Buffer.from([0x67, 0xe6, 0x09, 0x6a]);
    for (let at = wrong.indexOf(word); at >= 0; at = wrong.indexOf(word, at)) wrong[at]! ^= 1;
    const kinds = makers.map(({ kind }) => kind).join(', ');
    expect(nativeKernels(await moduleOf(wrong))).toEqual({
      makers: [],
      fault: kinds === '' ? null : `wrong results of ${kinds}`,
    });
  });
});

const OTHER_MODULE = 'node_modules/@libsql/linux-x64-gnu/index.node';
it.runIf(existsSync(OTHER_MODULE) && process.arch === 'x64')(
  'leaves out a module that is no nonce search',
  async () => {
    const file = await moduleOf(await readFile(OTHER_MODULE));
    expect(nativeKernels(file)).toEqual({ makers: [], fault: 'the file is another module' });
  },
);
