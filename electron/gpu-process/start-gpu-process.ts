/** Starts the program once more for a graphics card. Switches that a driver needs are set there alone. */
import { app } from 'electron';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { StartGpuProcess } from '../../src-core/index.ts';
import { userFiles } from '../settings/user-files.ts';

export const GPU_WORKER = '--gpu-worker';

/** Without them Chromium trusts few drivers on Linux with WebGPU; a page that shows nothing risks nothing. */
const LINUX = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];
/** SwiftShader, the driver in software that comes with Electron. */
const SOFTWARE = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-webgpu-adapter=swiftshader',
  '--ignore-gpu-blocklist',
];

/** Numbers of the processes that run. */
const running = new Set<number>();

/** For the core. Each process has a folder of its own, of which the next one with its number takes over the caches. */
export const startGpuProcess: StartGpuProcess = ({ allowSoftware }) => {
  let number = 0;
  while (running.has(number)) number += 1;
  const folder = join(userFiles().gpuProcesses, String(number));
  const child = spawn(
    process.execPath,
    [...argumentsFor(allowSoftware), `--user-data-dir=${folder}`],
    { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  );
  running.add(number);
  const free = (): void => void running.delete(number);
  child.once('exit', free).once('error', free);
  return child;
};

function argumentsFor(allowSoftware: boolean): string[] {
  return [
    ...(app.isPackaged ? [] : [app.getAppPath()]),
    GPU_WORKER,
    // Full names of cards.
    '--enable-webgpu-developer-features',
    ...(process.platform === 'linux' ? LINUX : []),
    // With Vulkan, Chromium may open no page on Wayland.
    ...(process.env['DISPLAY'] === undefined ? [] : ['--ozone-platform=x11']),
    // There Chromium offers one adapter, whichever is asked for.
    ...(process.platform === 'win32' ? ['--force_high_performance_gpu'] : []),
    ...(allowSoftware ? SOFTWARE : []),
    ...(app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : []),
  ];
}
