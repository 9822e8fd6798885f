import { expect, it } from 'vitest';
import { taskkillCommand } from './process-group.ts';
import { shellCommand } from './shell-command.ts';

it.each([
  ['miner.exe --fast ffff', 'miner.exe --fast ffff'],
  ['cd C:\\miner\r\nminer.exe ffff', 'cd C:\\miner & miner.exe ffff'],
  ['\n  set A=1\n\n  miner.exe ffff\n', 'set A=1 & miner.exe ffff'],
  ['miner.exe ^\r\n  --fast ffff', 'miner.exe   --fast ffff'],
  ['rem the best one\r\n@REM too\n:: and\nminer.exe ffff', 'miner.exe ffff'],
  ['miner.exe rem ffff\ngo.exe ::1', 'miner.exe rem ffff & go.exe ::1'],
  ['remove.exe\nminer.exe ffff', 'remove.exe & miner.exe ffff'],
])('is one line for cmd.exe: %j', (command, line) => {
  expect(shellCommand(command, 'win32')).toBe(line);
});

it('is a script for sh, without the line ends of Windows', () => {
  expect(shellCommand('cd /opt\r\n./miner ffff', 'linux')).toBe('cd /opt\n./miner ffff');
});

it('ends programs with the taskkill of the system, not one in the current folder', () => {
  const { file, args } = taskkillCommand(71, { SystemRoot: 'D:\\Windows' });
  expect(file).toBe('D:\\Windows\\System32\\taskkill.exe');
  expect(args).toEqual(['/PID', '71', '/T', '/F']);
  expect(taskkillCommand(71, {}).file).toBe('C:\\Windows\\System32\\taskkill.exe');
});
