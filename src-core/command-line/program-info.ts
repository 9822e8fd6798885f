/** What the program says of itself. */
import packageFile from '../../package.json' with { type: 'json' };

export const PROGRAM_NAME = 'heddle';
export const PROGRAM_VERSION: string = packageFile.version;

/** A line of name and version, and what it is; `long` adds what it runs on and is built with. */
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
