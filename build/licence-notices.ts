/** The licences of other people's work in the program: whose it is, and the text that has to go along with it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
});

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/** The folder of the package that `file` (an absolute path) lies in; null for a file of our own. */
export function packageFolderOf(file: string): string | null {
  return /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file)?.[1] ?? null;
}

/**
 * A notice for each of these packages: name, version and licence, then what its licence files say.
 * @throws Error on a package that does not declare a licence: it must not be shipped.
 */
export function licenceNotices(packageFolders: Iterable<string>): string {
  const notices = [...new Set(packageFolders)].map(noticeOf);
  return [...new Set(notices)].sort().join('\n');
}

function noticeOf(folder: string): string {
  const description: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = packageSchema.parse(description);
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .map((file) => `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`);
  const title = `${name} ${version} (${license})`;
  return `${title}\n${'-'.repeat(title.length)}\n${texts.join('')}\n`;
}
