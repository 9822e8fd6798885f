import { expect, it } from 'vitest';
import { wantedRanges } from './wanted-ranges.ts';

const lan = { interfaceName: 'eth0', range: '192.168.1.0/24', addresses: 254, isVirtual: false };
const vpn = { interfaceName: 'tun0', range: '10.8.0.0/24', addresses: 254, isVirtual: true };

it('covers real networks, and virtual ones only when they were ticked', () => {
  expect(wantedRanges([lan, vpn], new Set(), '')).toEqual([lan.range]);
  expect(wantedRanges([lan, vpn], new Set([lan.range, vpn.range]), '')).toEqual([vpn.range]);
});

it('adds what was typed, each once', () => {
  expect(wantedRanges([lan], new Set(), ' 10.0.0.1-9:8080, 192.168.1.0/24;10.1.1.1 ')).toEqual([
    lan.range,
    '10.0.0.1-9:8080',
    '10.1.1.1',
  ]);
});
