import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';

/**
 * Runs the benchmark in Electron's Node, bundled as the app is. The runtime is the one that
 * `ELECTRON_OVERRIDE_DIST_PATH` names or that `npm start` has set up.
 */
export async function runInElectron(): Promise<void> {
  // Among the other things that are built, where packages are still found.
  const built = join(process.cwd(), '.vite');
  await mkdir(built, { recursive: true });
  const folder = await mkdtemp(join(built, 'bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: folder,
        target: 'node20',
        minify: false,
        lib: {
          entry: {
            pow: 'bench/pow.ts',
            'cpu-hash-thread': 'src-core/workers/cpu/cpu-hash-thread.ts',
          },
          formats: ['cjs'],
          fileName: (_format, name) => `${name}.cjs`,
        },
        rollupOptions: {
          external: ['vite', 'libsql', ...builtinModules.flatMap((name) => [name, `node:${name}`])],
          output: { chunkFileNames: '[name]-[hash].cjs' },
        },
      },
    });
    await runScript(
      await electronProgram(),
      `require(${JSON.stringify(join(folder, 'pow.cjs'))}).runPowBench([])`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The path of the Electron that the scripts of `npm start` find or fetch. */
async function electronProgram(): Promise<string> {
  const script = `
    import { electronExecutable, ensureElectron } from './scripts/electron-runtime.mjs';
    const folder = await ensureElectron();
    console.log(electronExecutable(folder));`;
  const output = await new Promise<string>((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('error', reject);
    child.on('close', () => resolve(text));
  });
  const path = output.trim().split('\n').at(-1);
  if (!path) throw new Error('no Electron to run in');
  return path;
}

async function runScript(program: string, script: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn(program, ['-e', script], {
      stdio: 'inherit',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the benchmark in Electron exited with code ${code}`));
    });
  });
}
