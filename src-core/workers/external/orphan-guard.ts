/**
 * Makes sure that no external program outlives this one, however this one ends. An orderly stop
 * ends the programs itself; a process that exits kills them as it exits; and in case it is killed,
 * a small shell waits at the other end of a pipe: the system closes the pipe with this process, and
 * the shell then ends the groups that are still on its list.
 */
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { killGroupNow } from './process-group.ts';

export interface OrphanGuard {
  /** From now on the process group that `leader` leads is to end with this process. */
  watch(leader: number): void;
  /** The group is gone. */
  release(leader: number): void;
  /** Stops watching. Groups that are still there are ended. */
  close(): void;
}

/** Reads `+ group` and `- group` until its input ends; then ends the groups that are left. */
const SHELL_SCRIPT = `
groups=
while read -r sign group; do
  kept=
  for each in $groups; do
    [ "$each" = "$group" ] || kept="$kept $each"
  done
  groups=$kept
  [ "$sign" = + ] && groups="$groups $group"
done
[ -n "$groups" ] || exit 0
for each in $groups; do kill -s TERM -- "-$each"; done
sleep 1
for each in $groups; do kill -s KILL -- "-$each"; done
`;

/** Starts a guard; on Windows there is no shell to help and only an exit is covered. */
export function openOrphanGuard(): OrphanGuard {
  const groups = new Set<number>();
  const write = process.platform === 'win32' ? () => undefined : startShell();
  const killAll = (): void => {
    for (const leader of groups) killGroupNow(leader);
  };
  process.on('exit', killAll);
  return {
    watch(leader) {
      groups.add(leader);
      write(`+ ${leader}\n`);
    },
    release(leader) {
      groups.delete(leader);
      write(`- ${leader}\n`);
    },
    close() {
      process.off('exit', killAll);
      write(null);
    },
  };
}

/** The returned function writes a line to the shell; null ends its input. */
function startShell(): (line: string | null) => void {
  const shell = spawn('/bin/sh', ['-c', SHELL_SCRIPT], {
    // A session of its own: the terminal's Ctrl-C must not end it too early.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: '/usr/bin:/bin' },
  });
  // At the limit of open files there is none.
  let pipe = shell.stdin as Writable | undefined;
  const gone = (): void => {
    pipe = undefined;
  };
  // Without the shell the other two ways of ending programs remain.
  shell.once('error', gone);
  shell.once('exit', gone);
  pipe?.on('error', gone);
  // Neither the shell nor the pipe keeps this process running.
  shell.unref();
  if (pipe instanceof Socket) pipe.unref();
  return (line) => {
    if (line === null) pipe?.end();
    else pipe?.write(line);
  };
}
