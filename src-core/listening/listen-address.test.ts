import { describe, expect, it } from 'vitest';
import { parseListenAddress } from './listen-address.ts';

describe('the interface to listen on', () => {
  it.each([
    ['*', ['::', '0.0.0.0']],
    ['*4', ['0.0.0.0', '::']],
    ['!4', ['0.0.0.0']],
    ['*6', ['::', '0.0.0.0']],
    ['!6', ['::']],
    ['192.168.1.5', ['192.168.1.5']],
    ['[::1]', ['::1']],
    ['fe80::1%wg_0', ['fe80::1%wg_0']],
    ['miner.local', ['miner.local']],
  ])('%s', (text, hosts) => {
    const result = parseListenAddress(text);
    expect(result.ok && result.value.map(({ host }) => host)).toEqual(hosts);
    expect(result.ok && result.value[0]?.ipv6Only).toBe(text === '!6');
  });

  it.each(['', '*5', '!', 'a b', 'http://x', '1.2.3.4:1917', '-x', 'x[::1]', '[::1]x'])(
    'is not %j',
    (text) => {
      const reason = `${JSON.stringify(text)} is neither *, *4, !4, *6, !6 nor a host name or address`;
      expect(parseListenAddress(text)).toEqual({ ok: false, error: { reason } });
    },
  );
});
