import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { licenceNotices, packageFolderOf } from './licence-notices.ts';

/** The file that every bundle has in its output folder. */
export const BUNDLED_LICENCES = 'third-party-licences.txt';

/** Writes the licences of the packages of which anything is in the bundle: code, or a file such as a font. */
export function bundledLicences(): Plugin {
  return {
    name: 'bundled-licences',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk' ? output.moduleIds : output.originalFileNames,
      );
      const { root } = this.environment.config;
      const folders = files
        // Virtual modules of build tools are not files.
        .filter((file) => !file.startsWith('\0'))
        .map((file) => packageFolderOf(resolve(root, file)))
        .filter((folder) => folder !== null);
      this.emitFile({
        type: 'asset',
        fileName: BUNDLED_LICENCES,
        source: licenceNotices(folders),
      });
    },
  };
}
