/** Hosts that are reached without a proxy: this computer, and those of `no_proxy`. */
import { BlockList, isIP } from 'node:net';
import { withoutBrackets } from './bracketed-host.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('0.0.0.0');
loopback.addAddress('::1', 'ipv6');
loopback.addAddress('::', 'ipv6');

/** Whether a host is this computer, as far as its name tells. */
export function isLoopback(host: string): boolean {
  const name = bareHost(host);
  if (isIP(name) !== 0) return contains(loopback, name);
  return name === 'localhost' || name.endsWith('.localhost');
}

/**
 * Whether `no_proxy` names a host, by the rules of curl (https://everything.curl.dev/usingcurl/proxies/env.html):
 * entries are separated by commas or blanks; `*` is every host; a name stands for itself and for all
 * names below it, with or without a leading dot; an address may have a prefix length (`10.0.0.0/8`).
 */
export function isExcepted(host: string, noProxy: string): boolean {
  const name = bareHost(host);
  const isAddress = isIP(name) !== 0;
  return noProxy.split(/[\s,]/).some((entry) => {
    if (entry === '*') return true;
    return isAddress ? addressFits(name, entry) : nameFits(name, entry.toLowerCase());
  });
}

function nameFits(name: string, entry: string): boolean {
  const domain = entry.replace(/^\./, '').replace(/\.$/, '');
  return name === domain || name.endsWith(`.${domain}`);
}

function addressFits(address: string, entry: string): boolean {
  const [, network = '', prefix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const bare = withoutBrackets(network);
  const version = isIP(bare);
  if (version === 0) return false;
  const longest = version === 4 ? 32 : 128;
  const length = prefix === undefined ? longest : Number(prefix);
  if (length > longest) return false;
  const list = new BlockList();
  list.addSubnet(bare, length, version === 4 ? 'ipv4' : 'ipv6');
  return contains(list, address);
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

/** In lower case, without the brackets of an IPv6 address and the dot of a root name. */
function bareHost(host: string): string {
  return withoutBrackets(host.toLowerCase()).replace(/\.$/, '');
}
