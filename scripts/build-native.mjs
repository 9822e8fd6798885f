/**
 * Step 5: builds the native nonce search, when its sources have changed since the last build and there is a C compiler.
 * Without it the miner computes in WebAssembly, so nothing here is a failure.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './install-dependencies.mjs';
import { during, elapsed, say } from './progress.mjs';
import { inProject, toolEnvironment } from './project-folder.mjs';
import { capture } from './run-command.mjs';

/** Kernels by processor, each with the flags for its instructions; the same names stand in module.c. */
const KERNELS = {
  x64: { avx2: ['-mavx2'], avx512: ['-mavx512f'] },
  arm64: { neon: [] },
};

/** How a library is linked that leaves Node's functions to the program that loads it. Windows has no such thing. */
const LINKING = {
  linux: ['-shared'],
  darwin: ['-bundle', '-undefined', 'dynamic_lookup'],
};

const sourceFolder = inProject('src-core', 'pow-kernel', 'native');
const headers = inProject('node_modules', 'node-api-headers', 'include');

/**
 * Builds the module for this system into `folder`, if it has to, and says what came of it.
 * @param compiler a C compiler that takes the options of gcc and clang
 */
export async function ensureNative({
  folder = inProject('.native'),
  compiler = process.env.CC || 'cc',
  env = toolEnvironment(),
} = {}) {
  const { platform, arch } = process;
  const kernels = KERNELS[arch];
  const linking = LINKING[platform];
  if (kernels === undefined || linking === undefined) return;
  const target = join(folder, `nonce-search-${platform}-${arch}.node`);
  const stampFile = `${target}.built-from`;
  const stamp = fingerprint(compiler);
  if (existsSync(target) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return;

  const beganMs = performance.now();
  let workplace = null;
  try {
    mkdirSync(folder, { recursive: true });
    workplace = mkdtempSync(join(folder, 'building-'));
    const built = await during('building the native nonce search', () =>
      compile({ compiler, kernels, linking, workplace, env }),
    );
    const digest = createHash('sha256').update(readFileSync(built)).digest('hex');
    renameSync(built, target);
    writeFileSync(`${target}.sha256`, `${digest}\n`);
    writeFileSync(stampFile, stamp);
    say(`built in ${elapsed(beganMs)}`);
  } catch (error) {
    // No compiler, one that fails, or a folder in which nothing can be written.
    say(`the CPU will mine without the native search, more slowly: ${error.message}`);
  } finally {
    if (workplace !== null) rmSync(workplace, { recursive: true, force: true });
  }
}

/** Changes with the sources, with this script and with the compiler's name. */
function fingerprint(compiler) {
  const hash = createHash('sha256').update(compiler);
  const sources = ['kernel.h', 'kernel.c', 'module.c'].map((name) => join(sourceFolder, name));
  for (const file of [...sources, fileURLToPath(import.meta.url)]) hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** Compiles each kernel with its flags, and the module without any: it runs on every processor, and asks it. */
async function compile({ compiler, kernels, linking, workplace, env }) {
  const options = ['-O3', '-fPIC', '-fvisibility=hidden'];
  const run = async (...words) => {
    const { code, output } = await capture(compiler, [...options, ...words], { env });
    if (code !== 0) throw new Error(reason(compiler, code, output));
  };
  const objectOf = (name) => join(workplace, `${name}.o`);
  const source = (name) => join(sourceFolder, name);
  // All have to end, also after a failure: the folder that they write to is removed then.
  const compiled = await Promise.allSettled(
    Object.entries(kernels).map(([name, flags]) =>
      run(...flags, `-DKERNEL=${name}`, '-c', source('kernel.c'), '-o', objectOf(name)),
    ),
  );
  const failed = compiled.find(({ status }) => status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const objects = Object.keys(kernels).map(objectOf);
  const target = join(workplace, 'module.node');
  await run(...linking, '-isystem', headers, source('module.c'), ...objects, '-o', target);
  return target;
}

/** `capture` gives 127 for a program that it could not start. */
function reason(compiler, code, output) {
  return code === 127
    ? `there is no C compiler \`${compiler}\``
    : `\`${compiler}\` failed\n${output.trim()}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureDependencies();
  await ensureNative();
}
