/** SECURITY.md has no open row: what it names exists. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('SECURITY.md', root), 'utf8');

/** The rows of the table under a heading, without its head. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const [, part = ''] = text.split(`\n## ${heading}\n`);
  const [section = ''] = part.split('\n## ');
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const checklist = rowsUnder("Electron's checklist");
const others = rowsUnder('Everything else');

it('answers each of the twenty items of Electron’s list', () => {
  expect(checklist.map(([number]) => Number(number))).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  expect(others.length).toBeGreaterThan(20);
});

it('names files and tests that exist, in each row', () => {
  for (const row of [...checklist, ...others]) {
    expect(row.filter((cell) => cell === '' || /\btodo\b/i.test(cell))).toEqual([]);
    const [where = '', test = ''] = row.slice(-2);
    for (const cell of [where, test]) {
      const paths = [...cell.matchAll(/`([^`]+\/[^`]+|[a-z.]+\.ts)`/g)].map(
        ([, path = '']) => path,
      );
      expect([row[0], paths.length > 0]).toEqual([row[0], true]);
      expect(paths.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
    }
    expect(test).toMatch(/\.(test|e2e)\.ts|check-package/);
  }
});

it('ships an exact version of Electron, which is looked after alone', () => {
  expect(packageFile.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  const renewal = readFileSync(new URL('.github/dependabot.yml', root), 'utf8');
  expect(renewal).toContain('exclude-patterns: [electron]');
});
