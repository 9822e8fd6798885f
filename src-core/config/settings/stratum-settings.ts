/** The Stratum server that machines connect to. */
import { BLOCK_LEVEL } from '../../stratum/difficulty/share-target.ts';
import { PERIOD_SECONDS } from '../../stratum/difficulty/vardiff.ts';
import { PORT } from './setting.ts';
import type { Settings } from './setting.ts';

export const stratumSettings = {
  stratumPort: {
    flags: '--stratum-port <PORT>',
    value: PORT,
    default: 1917,
    sentence: 'port that machines connect to',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  stratumInterface: {
    flags: '--stratum-interface <HOST>',
    value: { type: 'interface' },
    default: '*',
    sentence:
      'where machines connect: `*`, `*4`, `!4` (IPv4 only), `*6`, `!6` (IPv6 only) or an address ' +
      'of this computer',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  stratumDifficulty: {
    flags: '--stratum-difficulty <D>',
    value: {
      type: 'share-difficulty',
      values: ['block', 'period'],
      min: 0,
      max: BLOCK_LEVEL,
      period: PERIOD_SECONDS,
    },
    default: 'block',
    sentence:
      'difficulty of shares: `block` (that of the block), a level from 0 to 256 (leading zero ' +
      'bits), or in Heddle only `period:10` for a share about every 10 s',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  stratumRate: {
    flags: '-s, --stratum-rate <MS>',
    // To the longest time that a timer of Node can be set to.
    value: {
      type: 'number',
      integer: true,
      min: 1,
      max: 2_147_483_647,
      unit: 'milliseconds',
      clamped: 'both',
    },
    default: 1000,
    sentence:
      'time between two jobs of a mining thread; at most 1197 is used with `block` or a share ' +
      'difficulty from level 52 on',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  stratumNodeTimeout: {
    flags: '--stratum-node-timeout <S>',
    value: { type: 'number', integer: true, min: 0, max: 86_400, unit: 'seconds' },
    default: 120,
    sentence:
      'after this long without work from any node, machines are disconnected until there is some; 0: never',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  stratumMinDifficulty: {
    flags: '--stratum-min-difficulty <LEVEL>',
    value: { type: 'number', integer: true, min: 0, max: BLOCK_LEVEL, unit: 'level' },
    default: 42,
    sentence:
      'level that machines start at in `period` mode, and the easiest that they may ask for; in ' +
      '`period` mode slow machines still get easier shares',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  stratumAllowedRigs: {
    flags: '--stratum-allowed-rig <NAME>',
    value: {
      type: 'list',
      item: { type: 'text', maxLength: 128, filled: true },
      maxItems: 10_000,
    },
    default: [],
    defaultMeans: 'all',
    sentence: 'rigs that may mine',
    knownTo: 'heddle',
    appliesAt: 'mostly-now',
  },
  stratumProxies: {
    flags: '--stratum-proxy <ADDRESS>',
    value: { type: 'list', item: { type: 'ip-address' }, maxItems: 256 },
    default: [],
    defaultMeans: 'none',
    sentence:
      'proxies that name the connecting machine in a PROXY header (HAProxy, version 1 or 2); one ' +
      'that sends no header is refused',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  stratumPassword: {
    flags: '--stratum-password <TEXT>',
    value: { type: 'text', maxLength: 256 },
    default: null,
    defaultMeans: 'none',
    sentence: 'password that machines must send',
    knownTo: 'heddle',
    appliesAt: 'next-start',
    secret: true,
  },
  stratumAskFirst: {
    flags: '--stratum-ask-first',
    value: { type: 'flag' },
    default: false,
    sentence: 'a rig that connects for the first time waits for approval',
    knownTo: 'heddle',
    appliesAt: 'mostly-now',
  },
} as const satisfies Settings;
