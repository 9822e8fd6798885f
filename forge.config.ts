import { FusesPlugin } from '@electron-forge/plugin-fuses';
import { VitePlugin } from '@electron-forge/plugin-vite';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { join } from 'node:path';
import { ElectronBuilderMaker } from './build/electron-builder-maker.ts';
import { FUSES } from './build/fuses.ts';
import { writeLicences } from './build/packaged-licences.ts';
import { isPackaged, UNPACKED } from './build/packaged-files.ts';

const config: ForgeConfig = {
  packagerConfig: {
    name: 'Heddle',
    executableName: 'heddle',
    icon: 'assets/icon/icon',
    asar: { unpack: UNPACKED },
    // A function, because Forge's Vite plugin would pack nothing of node_modules otherwise.
    ignore: (path) => !isPackaged(path),
    // A folder with Electron's zip files, for machines that cannot download them; unset everywhere else.
    ...(process.env['ELECTRON_ZIP_DIR'] && { electronZipDir: process.env['ELECTRON_ZIP_DIR'] }),
  },
  hooks: {
    // The folder is the one that is about to become the archive; the licences are readable beside it.
    packageAfterCopy: (_config, program) =>
      writeLicences(program, import.meta.dirname, join(program, '..', 'licences')),
  },
  makers: [
    new ElectronBuilderMaker({ targets: ['AppImage', 'deb', 'tar.gz'] }, ['linux']),
    new ElectronBuilderMaker({ targets: ['nsis'] }, ['win32']),
    new ElectronBuilderMaker({ targets: ['dmg'] }, ['darwin']),
  ],
  plugins: [
    // The configurations name the entries; here they are what Forge shows while it builds.
    new VitePlugin({
      build: [
        { entry: 'electron/main.ts', config: 'build/vite.main.config.mts', target: 'main' },
        {
          entry: 'electron/preload.ts',
          config: 'build/vite.preload.config.mts',
          target: 'preload',
        },
        {
          entry: 'electron/gpu-process/gpu-preload.ts',
          config: 'build/vite.gpu-preload.config.mts',
          target: 'preload',
        },
      ],
      renderer: [{ name: 'main_window', config: 'build/vite.renderer.config.mts' }],
    }),
    new FusesPlugin(FUSES),
  ],
};

export default config;
