import { MakerBase, type MakerOptions } from '@electron-forge/maker-base';
import type { ForgePlatform } from '@electron-forge/shared-types';
import { join, resolve } from 'node:path';
import { EXECUTABLE } from '../linux-desktop.ts';
import { debianArchitecture, debianVersion } from './control-file.ts';
import { makeDeb } from './make-deb.ts';

/** A Debian package of what Electron Forge has just packaged. */
export class DebMaker extends MakerBase<Record<string, never>> {
  name = 'deb';
  defaultPlatforms: ForgePlatform[] = ['linux'];
  override requiredExternalBinaries = ['dpkg-deb'];

  /** dpkg-deb is for Linux; whether it is there, Forge looks by its name. */
  override isSupportedOnCurrentPlatform(): boolean {
    return process.platform === 'linux';
  }

  override async make(options: MakerOptions): Promise<string[]> {
    const { version } = options.packageJSON as { readonly version: string };
    const arch = options.targetArch;
    const name = `${EXECUTABLE}_${debianVersion(version)}_${debianArchitecture(arch)}.deb`;
    const target = join(options.makeDir, 'deb', arch, name);
    const project = resolve(import.meta.dirname, '../..');
    await makeDeb({ program: options.dir, project, version, arch, target });
    return [target];
  }
}
