/** Command lines and files that are refused, and a part of the message. */
import { from } from './command-line-merges.ts';
import type { Given } from './command-line-merges.ts';

export const REFUSALS: readonly (readonly [Given, string])[] = [
  [
    { args: ['--worker', 'fpga'] },
    'option --worker is "fpga": expected one of stratum, cpu, gpu, external',
  ],
  [
    { args: ['-c', 'two'] },
    'option --thread-count is "two": expected a whole number from 1 to 1024',
  ],
  [{ args: ['-c', '0'] }, 'option --thread-count is 0: expected a whole number from 1 to 1024'],
  [{ args: ['-c', '0x10'] }, 'option --thread-count is "0x10": expected a whole number'],
  [{ args: ['-r', '5 M'] }, 'option --hash-rate is "5 M": expected hashes per second'],
  [
    { args: ['-w', 'simulation', '-r', '0'] },
    'option --hash-rate is 0: expected hashes per second',
  ],
  [
    { args: ['--stratum-port', '70000'] },
    'option --stratum-port is 70000: expected a whole number from',
  ],
  [{ args: ['--stratum-interface', 'a b'] }, 'option --stratum-interface is "a b": expected *, *4'],
  [
    { args: ['--stratum-difficulty', '300'] },
    'option --stratum-difficulty is 300: expected block, a level',
  ],
  [
    { args: ['--stratum-difficulty', 'period:0'] },
    'option --stratum-difficulty is "period:0": expected',
  ],
  [
    { args: ['--stratum-password', 'secret'.repeat(50)] },
    'option --stratum-password is (hidden): expected',
  ],
  [
    { args: ['--external-worker-env', 'secret'] },
    'option --external-worker-env is (hidden): expected names of letters, digits and _',
  ],
  [
    { args: ['--configure-machine', '10.0.0.7', '--worker-name', 'the cellar'] },
    'option --worker-name is "the cellar": expected 1 to 64 letters, digits, ., _ or -',
  ],
  [{ args: ['--stratum-pasword=secret'] }, "unknown option '--stratum-pasword'\n"],
  [{ args: ['--node', 'localhost'] }, 'option --node is "localhost": expected host:port'],
  [
    { args: ['--practice-graph', 'ring'] },
    'option --practice-graph is "ring": expected one of singleton',
  ],
  [{ args: ['-k', 'a', '-k', 'b'] }, 'option --public-key is given more than once'],
  [{ args: ['--tls', '--no-tls'] }, 'option --tls or --no-tls is given more than once'],
  [
    { args: ['--print-config-as', 'foo'] },
    "argument 'foo' is invalid. Allowed choices are full, minimal",
  ],
  [
    { args: ['--completion', 'csh'] },
    "argument 'csh' is invalid. Allowed choices are bash, zsh, fish",
  ],
  [{ args: ['--nosuch'] }, "unknown option '--nosuch'\nheddle --help shows all options.\n"],
  // Long options cannot be shortened.
  [{ args: ['--thread', '1'] }, "unknown option '--thread'"],
  [{ args: ['--node'] }, "option '-n, --node <HOST:PORT>' argument missing"],
  [{ args: ['stray'] }, 'too many arguments'],
  [{ args: from('/no/such/file.yaml') }, '/no/such/file.yaml cannot be read: ENOENT'],
  [{ args: from('http://127.0.0.1:1/a') }, 'http://127.0.0.1:1/a cannot be read: '],
  [{ args: from('http/missing') }, '/missing cannot be read: the server answered 404'],
  [
    { files: { 'http/yaml': 'externalWorkerCommand: ./w' }, args: from('http/yaml') },
    '/yaml: key externalWorkerCommand runs programs, writes files or sends reports',
  ],
  [{ files: { 'http/json': 'a: 1' }, args: from('http/json') }, '/json is not valid JSON: '],
  [
    { files: { 'b.yaml': 'threadCount: many' }, args: from('b.yaml') },
    'b.yaml: key threadCount is "many": expected a whole number',
  ],
  [
    { files: { 'b.yaml': 'threadCount: 0' }, args: from('b.yaml') },
    'b.yaml: key threadCount is 0: expected a whole number',
  ],
  // Also where a later source would be right.
  [
    { files: { 'b.yaml': 'useTls: 1' }, args: [...from('b.yaml'), '--tls'] },
    'b.yaml: key useTls is 1: expected true or false',
  ],
  [
    { files: { 'b.yaml': 'stratumDifficulty: "50"' }, args: from('b.yaml') },
    'key stratumDifficulty is "50": expected block',
  ],
  [
    { files: { 'b.yaml': 'hashRate: 10M' }, args: from('b.yaml') },
    'key hashRate is "10M": expected hashes per second',
  ],
  [
    { files: { 'b.yaml': 'stratumPort: 70000' }, args: from('b.yaml') },
    'key stratumPort is 70000: expected a whole number',
  ],
  [{ files: { 'b.json': 'threadCount: 3' }, args: from('b.json') }, 'b.json is not valid JSON: '],
  [{ files: { 'b.yaml': 'useTls: [' }, args: from('b.yaml') }, 'b.yaml is not valid YAML: '],
  [
    { files: { 'b.yaml': '- a' }, args: from('b.yaml') },
    'b.yaml holds no keys: expected keys with values',
  ],
];
