import type { Configuration } from 'electron-builder';
import { APP_ID, EXECUTABLE, MAINTAINER, SHARED_KEYS, SYNOPSIS } from './linux-desktop.ts';

/** `owner/repository` on GitHub, where a workflow makes a release. */
const repository = process.env['GITHUB_REPOSITORY']?.split('/');

/**
 * Installers and update metadata, made by electron-builder out of the folder that Electron Forge has packaged. It
 * fetches the tools for each kind from GitHub.
 */
export default {
  appId: APP_ID,
  productName: 'Heddle',
  // Forge has packaged already; nothing is rebuilt or collected again.
  npmRebuild: false,
  directories: { buildResources: 'assets' },
  // With it there is a `latest*.yml` beside the installers: version, size and SHA-512 of each.
  ...(repository !== undefined && {
    publish: { provider: 'github', owner: repository[0]!, repo: repository[1]! },
  }),
  linux: {
    target: ['AppImage'],
    icon: 'assets/icon',
    category: 'Utility',
    synopsis: SYNOPSIS,
    desktop: { entry: SHARED_KEYS },
    executableName: EXECUTABLE,
    maintainer: MAINTAINER,
  },
  win: { target: ['nsis'], icon: 'assets/icon/icon.ico' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: {
    target: ['dmg'],
    icon: 'assets/icon/icon.icns',
    category: 'public.app-category.utilities',
  },
} satisfies Configuration;
