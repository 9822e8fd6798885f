/** Metrics for Prometheus. */
import { PORT } from './setting.ts';
import type { Settings } from './setting.ts';

export const metricsSettings = {
  metricsPort: {
    flags: '--metrics-port <PORT>',
    value: PORT,
    default: null,
    defaultMeans: 'not served',
    sentence: 'serve Prometheus metrics on this port, at `/metrics`',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  metricsInterface: {
    flags: '--metrics-interface <HOST>',
    value: { type: 'interface' },
    default: '127.0.0.1',
    sentence: 'interface on which metrics are served, written as for `stratumInterface`',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
} as const satisfies Settings;
