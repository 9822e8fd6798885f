/** Starts the program once more for a graphics card. Switches that a driver needs are set there alone. */
import { app } from 'electron';
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartGpuProcess } from '../../src-core/index.ts';

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

/** For the core. Its files are in a folder of its own, which goes with it. */
export const startGpuProcess: StartGpuProcess = ({ allowSoftware }) => {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-gpu-'));
  const child = spawn(
    process.execPath,
    [...argumentsFor(allowSoftware), `--user-data-dir=${folder}`],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  const remove = (): void => {
    // Chromium's own processes may still write for a moment.
    void rm(folder, { recursive: true, force: true, maxRetries: 10 }).catch(() => undefined);
  };
  child.once('exit', remove).once('error', remove);
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
