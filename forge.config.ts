import { MakerZIP } from '@electron-forge/maker-zip';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import { VitePlugin } from '@electron-forge/plugin-vite';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { join } from 'node:path';
import { DebMaker } from './build/deb/deb-maker.ts';
import { ElectronBuilderMaker } from './build/electron-builder-maker.ts';
import { removeEmptyFolders } from './build/empty-folders.ts';
import { FUSES } from './build/fuses.ts';
import { writeLicences } from './build/packaged-licences.ts';
import { isPackaged, UNPACKED } from './build/packaged-files.ts';
import { keepOwnLocales } from './build/packaged-locales.ts';

const config: ForgeConfig = {
  packagerConfig: {
    name: 'Heddle',
    executableName: 'heddle',
    icon: 'assets/icon/icon',
    asar: { unpack: UNPACKED },
    extraResource: ['CHANGELOG.md'],
    // A function, because Forge's Vite plugin would pack nothing of node_modules otherwise.
    ignore: (path) => !isPackaged(path),
    // A folder with Electron's zip files, for machines that cannot download them; unset everywhere else.
    ...(process.env['ELECTRON_ZIP_DIR'] && { electronZipDir: process.env['ELECTRON_ZIP_DIR'] }),
  },
  hooks: {
    packageAfterExtract: async (_config, electron, _version, platform) => {
      if (platform !== 'darwin') await keepOwnLocales(electron);
    },
    // The folder is the one that is about to become the archive; the licences are readable beside it.
    packageAfterCopy: async (_config, program) => {
      await removeEmptyFolders(program);
      await writeLicences(program, import.meta.dirname, join(program, '..', 'licences'));
    },
  },
  makers: [
    // These fetch nothing: `npm run make`.
    new MakerZIP({}),
    new DebMaker({}),
    // This one does: `npm run make:installers`.
    new ElectronBuilderMaker({ linux: ['AppImage'], win32: ['nsis'], darwin: ['dmg'] }),
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
