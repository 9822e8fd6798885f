/**
 * Step 5: builds the native nonce search, when its sources have changed since the last build and there is a C compiler.
 * Without it the miner computes in WebAssembly, so nothing here is a failure, except by `npm run build-native`, which
 * what we release is built with.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
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

/**
 * How a system wants a library that leaves Node's functions to the program that loads it. Windows has no such thing, so
 * there a source of its own looks them up. gcc for Windows takes the stack for aligned to 32 bytes, which it is not
 * (its bug 54412): the assembler has to write moves that need no alignment.
 */
const SYSTEMS = {
  linux: { compiler: 'cc', compiling: ['-fPIC'], linking: ['-shared'], sources: [] },
  darwin: {
    compiler: 'cc',
    compiling: ['-fPIC'],
    linking: ['-bundle', '-undefined', 'dynamic_lookup'],
    sources: [],
  },
  win32: {
    compiler: 'gcc',
    compiling: ['-Wa,-muse-unaligned-vector-move', '-DNAPI_EXTERN='],
    linking: ['-shared', '-static-libgcc'],
    sources: ['windows-host.c'],
  },
};

const sourceFolder = inProject('src-core', 'pow-kernel', 'native');

/** Those of the tools, or those that Node was installed with, as in its containers. */
const headerFolders = [
  inProject('node_modules', 'node-api-headers', 'include'),
  join(dirname(process.execPath), '..', 'include', 'node'),
];

function headers() {
  return headerFolders.find((folder) => existsSync(join(folder, 'node_api.h')));
}

/**
 * Builds the module into `folder`, if it has to, and says what came of it.
 * @param compiler a C compiler that takes the options of gcc and clang
 * @param platform the system that it is for, and that the compiler makes programs for: this one
 * @returns whether the module is there
 */
export async function ensureNative({
  folder = inProject('.native'),
  platform = process.platform,
  compiler = process.env.CC || SYSTEMS[platform]?.compiler,
  env = toolEnvironment(),
} = {}) {
  const { arch } = process;
  const kernels = KERNELS[arch];
  const system = SYSTEMS[platform];
  if (kernels === undefined || system === undefined) return false;
  const target = join(folder, `nonce-search-${platform}-${arch}.node`);
  const stampFile = `${target}.built-from`;
  const stamp = fingerprint(compiler);
  if (existsSync(target) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return true;

  const beganMs = performance.now();
  let workplace = null;
  try {
    mkdirSync(folder, { recursive: true });
    workplace = mkdtempSync(join(folder, 'building-'));
    const built = await during('building the native nonce search', () =>
      compile({ compiler, kernels, system, workplace, env }),
    );
    const digest = createHash('sha256').update(readFileSync(built)).digest('hex');
    renameSync(built, target);
    writeFileSync(`${target}.sha256`, `${digest}\n`);
    writeFileSync(stampFile, stamp);
    say(`built in ${elapsed(beganMs)}`);
    return true;
  } catch (error) {
    // No compiler, one that fails, or a folder in which nothing can be written.
    say(`the CPU will mine without the native search, more slowly: ${error.message}`);
    return false;
  } finally {
    if (workplace !== null) rmSync(workplace, { recursive: true, force: true });
  }
}

/** Changes with the sources, with this script and with the compiler's name. */
function fingerprint(compiler) {
  const hash = createHash('sha256').update(compiler);
  for (const name of readdirSync(sourceFolder).sort()) {
    hash.update(readFileSync(join(sourceFolder, name)));
  }
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  return hash.digest('hex');
}

/** Compiles each kernel with its flags, and the module without any: it runs on every processor, and asks it. */
async function compile({ compiler, kernels, system, workplace, env }) {
  const { compiling, linking, sources } = system;
  const options = ['-O3', '-fvisibility=hidden', ...compiling];
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
  const found = headers();
  if (found === undefined) throw new Error('the headers of Node-API are missing');
  const rest = ['module.c', ...sources].map(source);
  await run(...linking, '-isystem', found, ...rest, ...objects, '-o', target);
  return target;
}

/** `capture` gives 127 for a program that it could not start. */
function reason(compiler, code, output) {
  return code === 127
    ? `there is no C compiler \`${compiler}\``
    : `\`${compiler}\` failed\n${output.trim()}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // A server or a container has them without our tools.
  if (headers() === undefined) await ensureDependencies();
  const isThere = await ensureNative();
  if (!isThere && process.argv.includes('--required')) process.exitCode = 1;
}
