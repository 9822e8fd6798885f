/** Name, version and origin of the program. */
import packageFile from '../../../package.json' with { type: 'json' };
import { releaseSourceOf } from '../../updates/release-source.ts';

export const PROGRAM_NAME = 'heddle';
export const PROGRAM_VERSION: string = packageFile.version;
/** Null while `package.json` names no repository on GitHub. */
export const RELEASE_SOURCE = releaseSourceOf(
  'repository' in packageFile && packageFile.repository,
);

/** Name, version and description; `long` adds license, author, platform and dependencies. */
export function programInfo(long: boolean): string {
  const lines = [`${PROGRAM_NAME}-${PROGRAM_VERSION}`, packageFile.description];
  if (long) {
    lines.push(
      `License: ${packageFile.license}`,
      `Author: ${packageFile.author.name} <${packageFile.author.email}>`,
      `Runs on: Node.js ${process.versions.node}, ${process.platform} ${process.arch}`,
      'Dependencies:',
      ...Object.entries(packageFile.dependencies).map(([name, version]) => `  ${name} ${version}`),
    );
  }
  return `${lines.join('\n')}\n`;
}
