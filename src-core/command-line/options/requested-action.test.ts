import { expect, it } from 'vitest';
import { requestedAction } from './requested-action.ts';

it.each([
  [[], null],
  [['--disable-gpu', 'file.txt', '-d', '-psn_0_1'], null],
  [['--nosuch', '--help'], { kind: 'print' }],
  [['-?'], { kind: 'print' }],
  [['--worker', 'cpu', '-v'], { kind: 'print' }],
  [['--print-config-as=full'], { kind: 'print' }],
  [['--generate-key'], { kind: 'print' }],
  [['--no-generate-key'], { kind: 'mine', option: '--no-generate-key' }],
  [['--no-tls'], { kind: 'mine', option: '--no-tls' }],
  [['-c4', '--practice'], { kind: 'mine', option: '-c' }],
  [['--stratum-port=1918'], { kind: 'mine', option: '--stratum-port' }],
  [['-cfour'], null],
])('%j asks for %j', (args, action) => {
  expect(requestedAction(args)).toEqual(action);
});
