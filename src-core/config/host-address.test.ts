import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNodeClient } from '../node/node-client.ts';
import { describeConfigError } from '../command-line/texts/config-sentences.ts';
import { mergeConfig } from './config-merge.ts';
import { minerConfigSchema } from './miner-config.ts';
import { isHostAddress } from './host-address.ts';

describe('the address of a node', () => {
  it.each(['localhost:1848', '192.168.1.30:1848', '[::1]:1848', 'node.example:443', 'a_b:1'])(
    'may be %s',
    (address) => {
      expect(isHostAddress(address)).toBe(true);
    },
  );

  it.each([
    ...['192.168.1.300:1848', '1.2.3.4.5:1848', '[1:2]:1848', '[::g]:1848', 'xn--a:1848'],
    ...[
      'localhost',
      'localhost:99999',
      'localhost:0',
      'me@node:1848',
      'node?x:1848',
      'node#x:1848',
      'a b:1848',
    ],
    ...['a%zz:1848', 'http://node:1848', 'node/x:1848', 'a\\b:1848', ':1848', ''],
  ])('may not be %j, and the refusal names it', (address) => {
    expect(isHostAddress(address)).toBe(false);
    for (const keys of [{ node: address }, { fallbackNodes: [address] }]) {
      const merged = mergeConfig([{ origin: { kind: 'command-line' }, keys }]);
      expect(!merged.ok && describeConfigError(merged.error)).toContain(
        `is ${JSON.stringify(address)}`,
      );
    }
  });

  it('makes a node client whatever it is', () => {
    const part = fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain(), fc.string());
    fc.assert(
      fc.property(part, fc.nat(99_999), (host, port) => {
        const parsed = minerConfigSchema.shape.node.safeParse(`${host}:${port}`);
        if (!parsed.success) return;
        const settings = { useTls: false, insecure: false, timeoutMs: 1 };
        createNodeClient({ node: parsed.data, ...settings }).close();
      }),
    );
  });
});
