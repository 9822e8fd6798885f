/** The log. */
import { LOG_LEVELS } from '../../logging/log-record.ts';
import type { Settings } from './setting.ts';

const LOG_FORMATS = ['text', 'json'] as const;

export const logSettings = {
  logLevel: {
    flags: '-l, --log-level <LEVEL>',
    value: { type: 'log-level', values: LOG_LEVELS },
    default: 'info',
    sentence: 'the most detailed messages that are logged, or any other text to log everything',
    knownTo: 'chainweb-mining-client',
    appliesAt: 'now',
  },
  logFormat: {
    flags: '--log-format <FORMAT>',
    value: { type: 'choice', values: LOG_FORMATS },
    default: 'text',
    sentence:
      'lines as chainweb-mining-client writes them, or one JSON object per line (in a terminal only)',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  logFile: {
    flags: '--log-file <FILE>',
    value: { type: 'path', maxLength: 4096, filled: true },
    default: null,
    defaultMeans: 'none',
    sentence:
      'write the log to this file too; at 5 MiB it is renamed to `FILE.1`, and four are kept (in a ' +
      'terminal only)',
    knownTo: 'heddle',
    appliesAt: 'next-start',
    powerful: true,
  },
  summaryEvery: {
    flags: '--summary-every <SECONDS>',
    value: { type: 'number', integer: true, min: 0, max: 86_400, unit: 'seconds' },
    default: 60,
    sentence:
      'time between lines that sum up mining: hash rate, shares, blocks, machines; 0 writes none ' +
      '(in a terminal only)',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
} as const satisfies Settings;
