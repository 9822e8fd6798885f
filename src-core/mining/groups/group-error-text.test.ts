import { expect, it } from 'vitest';
import type { GroupError } from '../../workers/fleet.ts';
import { errorText } from './group-error-text.ts';

const port = { setting: 'stratumPort', interfaceName: '0.0.0.0', port: 1917 } as const;
const fault = { kind: 'gpu-exited', detail: 'SIGSEGV', lastWords: null } as const;

it.each<[GroupError, string]>([
  [
    { kind: 'listen', server: 'stratum', ...port, reason: 'in-use', detail: 'EADDRINUSE' },
    'cannot listen on 0.0.0.0 port 1917 (in-use): EADDRINUSE',
  ],
  [
    { kind: 'stratum-difficulty', setting: 'stratumDifficulty', value: 'much' },
    'stratumDifficulty is "much"',
  ],
  [{ kind: 'no-command', setting: 'externalWorkerCommand' }, 'externalWorkerCommand is not set'],
  [
    { kind: 'command-not-confirmed', setting: 'externalWorkerCommand' },
    'the user has not agreed to run its command',
  ],
  [
    { kind: 'gpu', setting: 'worker', fault },
    'the graphics cards cannot be asked: the process that asks them ended with SIGSEGV',
  ],
  [{ kind: 'no-gpu', setting: 'worker', software: [] }, 'no graphics card was found'],
  [
    { kind: 'no-gpu', setting: 'worker', software: ['llvmpipe'] },
    'no graphics card was found, but for llvmpipe',
  ],
  [{ kind: 'unexpected', setting: null, step: 'loops', detail: 'a bug' }, 'a bug'],
])('says why a kind does not mine: $kind', (error, text) => {
  expect(errorText(error)).toBe(text);
});
