/** Workers that do not hash, for tests of a network: `simulation`, `constant-delay`, `on-demand`. */
import { PORT } from './setting.ts';
import type { Settings } from './setting.ts';

export const simulatedWorkerSettings = {
  hashRate: {
    flags: '-r, --hash-rate <H/S>',
    value: { type: 'hash-rate', max: 1e30, unit: 'hashes-per-second' },
    default: 1_000_000,
    sentence:
      'hash rate of the `simulation` worker, all threads together; as an option also `1.5M` or `2Gi`',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  constantDelayBlockTime: {
    flags: '--constant-delay-block-time <S>',
    value: {
      type: 'number',
      integer: false,
      min: 0,
      max: 1_000_000_000,
      unit: 'seconds',
      clamped: 'both',
    },
    default: 30,
    sentence:
      'time between two blocks of one of 20 chains: each loop of the `constant-delay` worker ' +
      'makes a block after a twentieth of it',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  onDemandPort: {
    flags: '--on-demand-port <PORT>',
    value: PORT,
    default: 1917,
    sentence: 'port of the `on-demand` worker',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
  onDemandInterface: {
    flags: '--on-demand-interface <HOST>',
    value: { type: 'interface' },
    default: '*',
    sentence:
      'interface on which the `on-demand` worker listens, written as for `stratumInterface`',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'next-start',
  },
} as const satisfies Settings;
