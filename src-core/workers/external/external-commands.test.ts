import { describe, expect, it } from 'vitest';
import { externalCommands, programName } from './external-commands.ts';

describe('externalCommands', () => {
  const commandsOf = (command: string, list: readonly string[], threadCount: number): string[] =>
    externalCommands(
      { externalWorkerCommand: command, externalWorkerCommands: [...list] },
      threadCount,
    );

  it('gives one command to each thread, with the thread’s number', () => {
    expect(commandsOf('gpu -d {thread} -w {thread}', [], 2)).toEqual([
      'gpu -d 0 -w 0',
      'gpu -d 1 -w 1',
    ]);
  });

  it('leaves a script of several lines whole, as chainweb-mining-client does', () => {
    const script = 'cd /opt/gpu\n# the fast one\n./gpu \\\n  -d 0';
    expect(commandsOf(script, [], 2)).toEqual([script, script]);
  });

  it('gives the commands of a list a thread each, instead of the single command', () => {
    expect(commandsOf('unused', ['gpu -d 0', 'other --id {thread}'], 7)).toEqual([
      'gpu -d 0',
      'other --id 1',
    ]);
  });

  it('says when there is none', () => {
    expect(commandsOf(' \n', [], 2)).toEqual([]);
  });
});

it.each([
  ['./miners/gpu-miner --fast', 'gpu-miner'],
  [' "C:\\Program Files\\GPU\\miner.exe" -d 0', 'miner.exe'],
  [`'/opt/my miner/run' -d 0`, 'run'],
  ['miner', 'miner'],
  ['', ''],
])('calls the program of %j %s', (command, name) => {
  expect(programName(command)).toBe(name);
});
