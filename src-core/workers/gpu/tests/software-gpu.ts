/** A graphics card that every Linux has on which tests run: SwiftShader, the driver in software that comes with Electron. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StartGpuProcess } from '../process/gpu-process.ts';
import { startInNode } from '../process/start-node.ts';

const PROJECT = fileURLToPath(new URL('../../../..', import.meta.url));
const CHILD = new URL('../process/gpu-child.ts', import.meta.url);

let environment: NodeJS.ProcessEnv | null = null;

/** Whether Dawn can use it here: elsewhere it takes what the system has, and that may be no card at all. */
export const HAS_SOFTWARE_GPU = process.platform === 'linux';

/** Variables with which Dawn finds SwiftShader. */
export function softwareEnvironment(): NodeJS.ProcessEnv {
  const folder = softwareGpuFolder();
  environment ??= {
    ...process.env,
    LD_LIBRARY_PATH: folder,
    VK_ICD_FILENAMES: join(folder, 'vk_swiftshader_icd.json'),
  };
  return environment;
}

/** The folder of an Electron, which has the driver. It is looked for, and got where there is none. */
export function softwareGpuFolder(): string {
  return process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? electronFolder();
}

function electronFolder(): string {
  const { stdout, stderr } = spawnSync('node', ['scripts/electron-runtime.mjs'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  const folder = stdout.trim().split('\n').at(-1);
  if (folder === undefined || folder === '') throw new Error(`no Electron: ${stderr}`);
  return folder;
}

/** A GPU process with SwiftShader, or another script in its place. */
export function startSoftwareGpu(
  script = CHILD,
  variables: Readonly<Record<string, string>> = {},
): StartGpuProcess {
  return startInNode(script, [], { ...softwareEnvironment(), ...variables });
}

/** A GPU process as on a computer without any driver. */
export function startWithoutGpu(): StartGpuProcess {
  return startInNode(CHILD, [], { ...process.env, VK_ICD_FILENAMES: '/nowhere.json' });
}
