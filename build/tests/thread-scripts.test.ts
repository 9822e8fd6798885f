/** The bundled main process has the script of every thread that the core starts. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import configuration from '../vite.main.config.mts';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('has an entry for every script', () => {
  const starters = globSync('src-core/**/*.ts', { cwd: root, exclude: ['**/*.test.ts'] });
  const scripts = starters.flatMap((starter) => {
    const text = readFileSync(join(root, starter), 'utf8');
    const names = [...text.matchAll(/threadScript\('([^']+)'/g)].map(([, name = '']) => name);
    return names.map((name) => [name, join(dirname(starter), `${name}.ts`)] as const);
  });
  const { main, ...threads } = configuration.build?.lib
    ? (configuration.build.lib.entry as Record<string, string>)
    : {};
  expect(main).toBe('electron/main.ts');
  expect(threads).toEqual(Object.fromEntries(scripts));
  expect(Object.keys(threads)).toContain('cpu-hash-thread');
});
