import type { Configuration } from 'electron-builder';

/** Installers and update metadata, made by electron-builder out of the folder that Electron Forge has packaged. */
export default {
  appId: 'org.heddle.heddle',
  productName: 'Heddle',
  // Forge has packaged already; nothing is rebuilt or collected again.
  npmRebuild: false,
  directories: { buildResources: 'assets' },
  linux: {
    target: ['AppImage', 'deb', 'tar.gz'],
    icon: 'assets/icon',
    category: 'Utility',
    synopsis: 'Mining manager for Chainweb',
    desktop: {
      entry: {
        GenericName: 'Mining Manager',
        'GenericName[de]': 'Mining-Verwaltung',
        Keywords: 'mining;miner;kadena;chainweb;asic;',
      },
    },
    executableName: 'heddle',
    maintainer: 'The Heddle contributors <heddle@users.noreply.github.com>',
  },
  deb: {
    depends: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6'],
    // What software centres show.
    fpm: ['assets/linux/org.heddle.heddle.metainfo.xml=/usr/share/metainfo/'],
  },
  win: { target: ['nsis'], icon: 'assets/icon/icon.ico' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: {
    target: ['dmg'],
    icon: 'assets/icon/icon.icns',
    category: 'public.app-category.utilities',
  },
} satisfies Configuration;
