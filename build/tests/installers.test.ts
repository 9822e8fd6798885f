/** What electron-builder is asked for is what it understands; its tools, which it fetches, are not needed for that. */
import { MakerBase } from '@electron-forge/maker-base';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import type { Configuration } from 'electron-builder';
import packageFile from '../../package.json' with { type: 'json' };
import forge from '../../forge.config.ts';
import configuration from '../electron-builder.config.ts';

const require = createRequire(import.meta.url);
const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js') as {
  readonly validateConfiguration: (config: Configuration, log: object) => Promise<void>;
};
const validate = (config: Configuration): Promise<void> =>
  validateConfiguration(config, { isEnabled: false, add: () => undefined });

it('is a configuration that electron-builder takes, also with a place for releases', async () => {
  await validate({ ...configuration, extends: null });
  const publish = { provider: 'github' as const, owner: 'owner', repo: 'name' };
  await validate({ ...configuration, publish, extends: null });
  await expect(validate({ ...configuration, linux: { nonsense: 1 } } as never)).rejects.toThrow();
});

it('makes what fetches nothing by one script, and the rest by another', () => {
  const makers = (forge.makers ?? []).filter((maker) => maker instanceof MakerBase);
  expect(makers.map(({ name }) => name)).toEqual(['zip', 'deb', 'electron-builder']);
  expect(makers.at(-1)?.platforms).toEqual(['linux', 'win32', 'darwin']);
  const { scripts } = packageFile;
  expect(scripts.make).toMatch(/--targets=zip,deb$/);
  expect(scripts['make:installers']).toMatch(/--targets=electron-builder$/);
});
