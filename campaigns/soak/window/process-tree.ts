/** The memory of a program's processes, by what each is for. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Resident bytes by role, processes of a role together. */
export type MemoryByRole = ReadonlyMap<string, number>;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly bytes: number;
  readonly command: string;
}

/** Chromium names the kinds of its processes; those of a graphics card are the program once more. */
const ROLES: readonly (readonly [RegExp, string])[] = [
  [/ --type=renderer /, 'page'],
  [/ --type=gpu-process /, 'drawing process'],
  [/ --type=utility .*NetworkService/, 'network process'],
];
const CARD = / --gpu-worker( |$)/;
const CARD_ROLE = 'processes of the graphics card';
/** Those of Chromium's sandbox hold nothing, and `ps` counts what they share; tracing is the soak's own. */
const WITHOUT_ROLE = / --type=(zygote|crashpad-handler|broker|utility .*tracing)/;

/** The processes of a program, with those that they have started. */
export async function memoryOf(main: number): Promise<MemoryByRole> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,rss=,args='], {
    maxBuffer: 16e6,
  });
  return byRole(main, stdout.split('\n').flatMap(processIn));
}

function processIn(line: string): readonly Process[] {
  const [, pid, parent, kilobytes, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
  if (command === undefined) return [];
  const bytes = 1024 * Number(kilobytes);
  return [{ pid: Number(pid), parent: Number(parent), bytes, command: `${command} ` }];
}

function byRole(main: number, all: readonly Process[]): MemoryByRole {
  const sums = new Map<string, number>();
  const visit = (pid: number, isOfCard: boolean): void => {
    const process = all.find((each) => each.pid === pid);
    if (process === undefined) return;
    const ofCard = isOfCard || CARD.test(process.command);
    const role = ofCard ? CARD_ROLE : roleOf(main, process);
    if (role !== null) sums.set(role, (sums.get(role) ?? 0) + process.bytes);
    for (const { pid: child } of all.filter(({ parent }) => parent === pid)) visit(child, ofCard);
  };
  visit(main, false);
  return sums;
}

function roleOf(main: number, { pid, command }: Process): string | null {
  if (pid === main) return 'main process';
  if (WITHOUT_ROLE.test(command)) return null;
  return ROLES.find(([pattern]) => pattern.test(command))?.[1] ?? 'other processes';
}
