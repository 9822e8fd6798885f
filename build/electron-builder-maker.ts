import { MakerBase, type MakerOptions } from '@electron-forge/maker-base';
import type { ForgePlatform } from '@electron-forge/shared-types';
import { Arch, build, Platform } from 'electron-builder';
import { join, resolve } from 'node:path';
import configuration from './electron-builder.config.ts';

/** Which of electron-builder's targets to make, by Node's name of the platform. */
type ElectronBuilderTargets = Readonly<Record<'linux' | 'win32' | 'darwin', string[]>>;

const builderPlatforms: Partial<Record<ForgePlatform, Platform>> = {
  linux: Platform.LINUX,
  win32: Platform.WINDOWS,
  darwin: Platform.MAC,
};

/**
 * Lets electron-builder make installers from what Electron Forge has just packaged. So there is one packaging, and
 * electron-builder adds what Forge's makers lack: AppImage, NSIS, and the metadata that updates need.
 */
export class ElectronBuilderMaker extends MakerBase<ElectronBuilderTargets> {
  name = 'electron-builder';
  defaultPlatforms: ForgePlatform[] = ['linux', 'win32', 'darwin'];

  /** On every system: electron-builder itself refuses what it cannot make there. */
  override isSupportedOnCurrentPlatform(): boolean {
    return true;
  }

  /** @throws Error on a platform or processor that electron-builder does not know. */
  override async make(options: MakerOptions): Promise<string[]> {
    const platform = builderPlatforms[options.targetPlatform];
    const targets = this.config[options.targetPlatform as keyof ElectronBuilderTargets];
    const arch = Arch[options.targetArch as keyof typeof Arch] as Arch | undefined;
    if (platform === undefined || arch === undefined) {
      throw new Error(`no installer for ${options.targetPlatform} ${options.targetArch}`);
    }
    return build({
      prepackaged: resolve(options.dir),
      targets: platform.createTarget(targets, arch),
      publish: 'never',
      config: {
        ...configuration,
        extends: null,
        directories: {
          ...configuration.directories,
          output: join(options.makeDir, 'electron-builder'),
        },
      },
    });
  }
}
