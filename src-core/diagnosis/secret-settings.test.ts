import { expect, it } from 'vitest';
import { minerConfigSchema } from '../config/miner-config.ts';
import { secretsIn } from './secret-settings.ts';

it('are the values of all secret settings', () => {
  const config = minerConfigSchema.parse({
    publicKey: 'ab'.repeat(32),
    stratumPassword: 'one',
    externalWorkerEnvironment: { TOKEN: 'two' },
    notifyWebhook: 'https://ntfy.example/three',
  });
  expect(secretsIn(config)).toEqual(['one', 'two', 'https://ntfy.example/three']);
  expect(secretsIn(minerConfigSchema.parse({}))).toEqual([]);
});
