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
    ['fe80::1%eth0', ['fe80::1%eth0']],
    ['miner.local', ['miner.local']],
  ])('%s', (text, hosts) => {
    const result = parseListenAddress(text);
    expect(result.ok && result.value.map(({ host }) => host)).toEqual(hosts);
    expect(result.ok && result.value[0]?.ipv6Only).toBe(text === '!6');
  });

  it.each(['', '*5', '!', 'a b', 'http://x', '1.2.3.4:1917', '-x'])('is not %j', (text) => {
    expect(parseListenAddress(text).ok).toBe(false);
  });
});
