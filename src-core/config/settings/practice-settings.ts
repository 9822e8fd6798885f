/** The practice network inside this program. */
import { GRAPH_NAMES } from '../../chainweb/chain-graph.ts';
import type { Settings } from './setting.ts';

export const practiceSettings = {
  practice: {
    flags: '--practice',
    value: { type: 'flag' },
    default: false,
    sentence: 'mine on the practice network inside this program instead of `node`',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  practiceGraph: {
    flags: '--practice-graph <NAME>',
    value: { type: 'choice', values: GRAPH_NAMES },
    default: 'twenty',
    sentence: 'chain graph of the practice network; after a change its chains must be reset',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  practiceBlockDelay: {
    flags: '--practice-block-delay <S>',
    value: { type: 'number', integer: false, min: 0.1, max: 3600, unit: 'seconds' },
    default: 60,
    sentence: 'time between two blocks of one practice chain',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  practiceDisablePow: {
    flags: '--practice-disable-pow',
    value: { type: 'flag' },
    default: false,
    sentence:
      'the practice network accepts blocks without proof of work, such as those of simulated workers',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
} as const satisfies Settings;
