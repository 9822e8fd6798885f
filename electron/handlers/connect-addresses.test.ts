import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { connectAddresses } from './connect-addresses.ts';

function info(address: string, internal = false): NetworkInterfaceInfo {
  const rest = { netmask: '', mac: '', internal, cidr: null };
  return address.includes(':')
    ? { address, family: 'IPv6', scopeid: 0, ...rest }
    : { address, family: 'IPv4', ...rest };
}

const HOME = {
  lo: [info('127.0.0.1', true), info('::1', true)],
  docker0: [info('172.17.0.1')],
  eth0: [info('192.168.1.20'), info('fd00::20'), info('fe80::1')],
  wlan0: [info('169.254.3.4')],
};

function urls(listenAt: string): string[] {
  return connectAddresses(HOME, listenAt, 1917).map(({ url }) => url);
}

it('names the addresses of the local network, real interfaces first', () => {
  expect(connectAddresses(HOME, '*', 1917)).toEqual([
    { interfaceName: 'eth0', url: 'stratum+tcp://192.168.1.20:1917', isVirtual: false },
    { interfaceName: 'docker0', url: 'stratum+tcp://172.17.0.1:1917', isVirtual: true },
  ]);
});

it('lists only addresses that the server listens on', () => {
  const both = ['stratum+tcp://192.168.1.20:1917', 'stratum+tcp://172.17.0.1:1917'];
  for (const listenAt of ['*', '*4', '!4', '*6', '0.0.0.0', '::', '[::]'])
    expect(urls(listenAt)).toEqual(both);
  // The wildcard address is none to connect to.
  expect(connectAddresses({ lo: HOME.lo }, '0.0.0.0', 1917)).toEqual([]);
  expect(urls('!6')).toEqual(['stratum+tcp://[fd00::20]:1917']);
  expect(urls('172.17.0.1')).toEqual(['stratum+tcp://172.17.0.1:1917']);
  expect(urls('[fd00::20]')).toEqual(['stratum+tcp://[fd00::20]:1917']);
});

it('lists a configured address even if no interface has it', () => {
  expect(urls('127.0.0.1')).toEqual(['stratum+tcp://127.0.0.1:1917']);
  expect(urls('rigs.home')).toEqual(['stratum+tcp://rigs.home:1917']);
});

it('is empty without a network', () => {
  expect(connectAddresses({ lo: HOME.lo }, '*', 1917)).toEqual([]);
});

it.each([
  'docker0',
  'br-1f2e',
  'utun3',
  'wg0',
  'tailscale0',
  'vEthernet (WSL)',
  'VirtualBox Host-Only',
])('takes %s for virtual', (name) => {
  expect(connectAddresses({ [name]: [info('10.0.0.1')] }, '*', 1)).toMatchObject([
    { isVirtual: true },
  ]);
});

it.each(['eth0', 'enp3s0', 'wlan0', 'en0', 'Ethernet', 'Wi-Fi', 'br0'])(
  'takes %s for real',
  (name) => {
    expect(connectAddresses({ [name]: [info('10.0.0.1')] }, '*', 1)).toMatchObject([
      { isVirtual: false },
    ]);
  },
);
