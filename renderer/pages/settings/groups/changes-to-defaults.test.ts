import { expect, it } from 'vitest';
import { minerConfigSchema, settingFacts } from '../../../../src-core/index.ts';
import { changesToDefaults } from './changes-to-defaults.ts';

const facts = new Map(settingFacts.map((setting) => [setting.key, setting]));
const defaults = minerConfigSchema.parse({});

it('is nothing where all settings have their defaults', () => {
  expect(changesToDefaults(defaults, facts)).toEqual({});
});

it('is what differs, without what is the user’s own choice and without secrets', () => {
  const own = minerConfigSchema.parse({
    ...{ practice: true, node: 'example.com:1848', publicKey: 'ab'.repeat(32), account: 'alice' },
    ...{ workers: ['cpu', 'stratum'], cpuThreads: 1, stratumDifficulty: 'period:10' },
    ...{ stratumAskFirst: true, stratumAllowedRigs: ['rig01'], stratumPassword: 'secret' },
    externalWorkerCommand: 'my-miner',
  });
  expect(changesToDefaults(own, facts)).toEqual({});
  const changed = minerConfigSchema.parse({ ...own, stratumPort: 4_000, practiceBlockDelay: 1 });
  expect(changesToDefaults(changed, facts)).toEqual({
    stratumPort: defaults.stratumPort,
    practiceBlockDelay: defaults.practiceBlockDelay,
  });
});
