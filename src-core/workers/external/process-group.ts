/**
 * Ending a program together with everything it started. On POSIX the program leads a process group
 * of its own (it was spawned `detached`), and signals go to the group; on Windows `taskkill /T`
 * walks the tree. A process that leaves the group by itself (`setsid`) is out of reach.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { win32 } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf } from '../../system/thrown-reason.ts';
import type { RunsOn } from '../worker.ts';

/** How long a group may take to end by itself after SIGTERM. */
const GRACE_MS = 1_000;
/** After SIGKILL only a process stuck in the kernel (a hung driver) stays longer. */
const KILL_WAIT_MS = 1_000;
/** Most groups are gone at once; the others are checked less and less often. */
const FIRST_WAIT_MS = 5;
const LAST_WAIT_MS = 100;

/** How ending a group went. `refused`: it runs as another user (sudo). */
type GroupEnd = 'gone' | RunsOn;

/** `hidden`: this process cannot open a file to see it, at its limit of open files. */
type GroupState = 'gone' | 'living' | 'hidden';

/** Ends the group of the process `leader` and resolves when it is gone, within about 2 s. */
export async function endGroup(leader: number): Promise<GroupEnd> {
  if (process.platform === 'win32') return endTree(leader);
  if (signalGroup(leader, 'SIGTERM') === 'refused') return 'refused';
  if ((await stateWithin(leader, GRACE_MS)) === 'gone') return 'gone';
  if (signalGroup(leader, 'SIGKILL') === 'refused') return 'refused';
  // One that is hidden has been killed; nothing says that it is stuck.
  return (await stateWithin(leader, KILL_WAIT_MS)) === 'living' ? 'stuck' : 'gone';
}

/** Kills the group without waiting: for the moment in which this process exits. */
export function killGroupNow(leader: number): void {
  if (process.platform === 'win32') {
    const { file, args } = taskkillCommand(leader, process.env);
    spawnSync(file, args, { windowsHide: true });
  } else {
    signalGroup(leader, 'SIGKILL');
  }
}

function signalGroup(leader: number, signal: NodeJS.Signals | 0): 'sent' | 'gone' | 'refused' {
  try {
    process.kill(-leader, signal);
    return 'sent';
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ESRCH') return 'gone';
    if (code === 'EPERM') return 'refused';
    throw error;
  }
}

/** Resolves when the group is gone, or after the limit with what it is then. */
async function stateWithin(leader: number, limitMs: number): Promise<GroupState> {
  const deadline = performance.now() + limitMs;
  const look = lookAtGroup(leader);
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LAST_WAIT_MS)) {
    const state = await look();
    if (state === 'gone' || performance.now() > deadline) return state;
    await delay(waitMs);
  }
}

/**
 * Says, each time it is asked, whether any process of the group runs. Where no process collects the
 * dead (a container whose first process is no init) a signal would reach them without end, so on Linux
 * the living are counted: at first among all processes, then those that lived when last seen, and
 * all only when these are gone, in case they left children.
 */
function lookAtGroup(leader: number): () => Promise<GroupState> {
  let seen: readonly string[] = [];
  return async () => {
    if (signalGroup(leader, 0) === 'gone') return 'gone';
    if (process.platform !== 'linux') return 'living';
    try {
      seen = await livingMembers(seen, leader);
      if (seen.length > 0) return 'living';
      const all = await listProcesses();
      if (all === null) return 'living';
      seen = await livingMembers(all, leader);
      return seen.length > 0 ? 'living' : 'gone';
    } catch (error) {
      if (!isLimit(error)) throw error;
      return 'hidden';
    }
  };
}

/**
 * Ids of all processes; null where the system does not show them.
 * @throws at the limit of open files
 */
async function listProcesses(): Promise<string[] | null> {
  try {
    return (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  } catch (error) {
    if (isLimit(error)) throw error;
    return null;
  }
}

async function livingMembers(ids: readonly string[], leader: number): Promise<string[]> {
  const living: string[] = [];
  for (const id of ids) if (await isLivingMember(id, leader)) living.push(id);
  return living;
}

/** @throws at the limit of open files */
async function isLivingMember(id: string, leader: number): Promise<boolean> {
  try {
    // proc(5): pid (name) state ppid pgrp …; the name may hold spaces and brackets.
    const stat = await readFile(`/proc/${id}/stat`, 'latin1');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === String(leader) && state !== 'Z' && state !== 'X';
  } catch (error) {
    if (isLimit(error)) throw error;
    // It ended while it was looked at.
    return false;
  }
}

/** Whether this process, or the system, may open no more files. */
function isLimit(error: unknown): boolean {
  return /^E[MN]FILE$/.test(codeOf(error) ?? '');
}

/**
 * By its full path: Windows looks for a bare name in the current folder first. `/F`: console
 * programs do not get the request to close.
 */
export function taskkillCommand(
  leader: number,
  { SystemRoot: root = 'C:\\Windows' }: NodeJS.ProcessEnv,
): { readonly file: string; readonly args: string[] } {
  const file = win32.join(root, 'System32', 'taskkill.exe');
  return { file, args: ['/PID', String(leader), '/T', '/F'] };
}

function endTree(leader: number): Promise<GroupEnd> {
  return new Promise((resolve) => {
    const { file, args } = taskkillCommand(leader, process.env);
    const kill = spawn(file, args, {
      windowsHide: true,
      stdio: 'ignore',
    });
    kill.once('error', () => resolve('refused'));
    // 128: there is no such process.
    kill.once('exit', (code) => resolve(code === 0 || code === 128 ? 'gone' : 'refused'));
  });
}
