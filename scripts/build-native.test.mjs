/** The native nonce search is built where there is a C compiler, and nothing fails where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nativeKernels } from '../src-core/pow-kernel/native-kernels.ts';
import { ensureNative } from './build-native.mjs';

const hasCompiler = spawnSync('cc', ['--version']).status === 0;
const isSupported =
  ['linux', 'darwin'].includes(process.platform) && ['x64', 'arm64'].includes(process.arch);

let folder = '';
let said = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-native-'));
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line) => void said.push(line));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const moduleFile = () => join(folder, `nonce-search-${process.platform}-${process.arch}.node`);

/** A program in place of the compiler. */
async function standIn(script) {
  const program = join(folder, 'stand-in');
  await writeFile(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return program;
}

it.runIf(isSupported && hasCompiler)(
  'builds a module that computes right results',
  async () => {
    expect(await ensureNative({ folder })).toBe(true);
    expect(said.join('\n')).toMatch(/building the native nonce search[^]*built in/);
    expect(nativeKernels(moduleFile()).fault).toBeNull();
  },
  120_000,
);

describe.runIf(isSupported)('with a C compiler that works', () => {
  it('builds once, and again when the module is missing or the sources have changed', async () => {
    // Writes the file that follows `-o`, the last of its arguments.
    const compiler = await standIn('for last; do :; done; echo compiled > "$last"');
    const isBuilt = async () => {
      said = [];
      await ensureNative({ folder, compiler });
      return said.some((line) => line.includes('built in'));
    };
    expect(await isBuilt()).toBe(true);
    expect(await readFile(moduleFile(), 'utf8')).toBe('compiled\n');
    expect(await isBuilt()).toBe(false);
    await rm(moduleFile());
    expect(await isBuilt()).toBe(true);
    await writeFile(`${moduleFile()}.built-from`, 'other sources');
    expect(await isBuilt()).toBe(true);
    expect(await isBuilt()).toBe(false);
  });
});

const windowsCompiler = 'x86_64-w64-mingw32-gcc';
const hasWindowsCompiler = spawnSync(windowsCompiler, ['--version']).status === 0;
it.runIf(hasWindowsCompiler && process.arch === 'x64')(
  'builds a library for Windows that asks nothing of a program by its name',
  async () => {
    expect(await ensureNative({ folder, platform: 'win32', compiler: windowsCompiler })).toBe(true);
    const file = join(folder, 'nonce-search-win32-x64.node');
    const { stdout } = spawnSync('x86_64-w64-mingw32-objdump', ['--private-headers', file]);
    const imported = [...stdout.toString().matchAll(/DLL Name: (\S+)/g)].map(([, name]) => name);
    expect(imported.sort()).toEqual(['KERNEL32.dll', 'msvcrt.dll']);
    expect(stdout.toString()).toMatch(/napi_register_module_v1/);
  },
  120_000,
);

describe.runIf(isSupported)('without a C compiler that works', () => {
  it('says that the CPU mines more slowly, and goes on', async () => {
    const built = await ensureNative({ folder, compiler: 'cc', env: { PATH: folder } });
    expect(built).toBe(false);
    expect(said.join('\n')).toContain(
      'the CPU will mine without the native search, more slowly: there is no C compiler `cc`',
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('goes on where nothing can be written, or a compiler writes nothing', async () => {
    const file = await standIn('exit 0');
    for (const place of [file, folder]) {
      said = [];
      await ensureNative({ folder: place, compiler: file });
      expect(said.at(-1)).toMatch(/mine without the native search, more slowly: (EEXIST|ENOENT)/);
    }
    expect(readdirSync(folder)).toEqual(['stand-in']);
  });

  it('shows what a compiler complains about', async () => {
    const compiler = await standIn('echo "unknown option -mavx512f" >&2; exit 1');
    await ensureNative({ folder, compiler });
    expect(said.join('\n')).toMatch(/`.*stand-in` failed\nunknown option -mavx512f/);
    expect(existsSync(moduleFile())).toBe(false);
  });
});
