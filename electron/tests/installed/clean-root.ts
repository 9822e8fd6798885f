/**
 * A bare Debian or Ubuntu in a folder, with namespaces of its own for mounts and processes: what a program does in it
 * is what it does on a computer that was just set up. The network is this computer's. It needs root.
 */
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const call = promisify(execFile);

/** The number of the user without rights that programs are started as. */
const USER_ID = '1000';

/** How a program says its number. */
const PROCESS = /^process (\d+)$/;

/** What the system's first process does: it makes the folder the root, then waits for its end. */
const FIRST_PROCESS = `
set -e
mount --make-rprivate /
mount --bind "$1" "$1"
cd "$1"
mount -t proc proc proc
mount --rbind /dev dev
mount -t tmpfs tmpfs tmp
mkdir -p tmp/.X11-unix outside
if [ -d /tmp/.X11-unix ]; then mount --bind /tmp/.X11-unix tmp/.X11-unix; fi
pivot_root . outside
umount -l /outside
rmdir /outside
echo ready
exec sleep infinity
`;

/** A program that runs in the root. */
export interface RootProgram {
  /** Lines of both outputs so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line that matches, also an earlier one; rejects when the program ends without. */
  line(pattern: RegExp): Promise<string>;
  signal(name: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

export interface CleanRoot {
  /** The root's folder, from outside. */
  readonly folder: string;
  /** The home of the user without rights, inside. */
  readonly home: string;
  /** Runs a command as the administrator and resolves with its output; rejects with it on failure. */
  run(command: string, ...args: string[]): Promise<string>;
  /** Starts a program as the user without rights. */
  start(environment: Readonly<Record<string, string>>, ...words: string[]): Promise<RootProgram>;
  /** Makes what the administrator has put into the user's home the user's. */
  giveHome(): Promise<void>;
  /** Ends all that runs in it, and removes it. */
  close(): Promise<void>;
}

/**
 * Makes one from the mirror that apt uses here, in this computer's release.
 * @param user the name of the user without rights
 * @throws Error that says what is missing
 */
export async function makeCleanRoot(user = 'miner'): Promise<CleanRoot> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-root-'));
  // Its own users may read it.
  await chmod(folder, 0o755);
  const { mirror, release } = await mirrorHere();
  await call('debootstrap', ['--variant=minbase', release, folder, mirror], {
    maxBuffer: 64 * 1024 * 1024,
  });
  await copyFile('/etc/hosts', join(folder, 'etc/hosts'));
  await copyFile('/etc/resolv.conf', join(folder, 'etc/resolv.conf'));
  await writeFile(join(folder, 'etc/apt/apt.conf.d/90-here'), await proxiesHere());
  // It is thrown away: nothing has to be safe on the disk.
  await writeFile(join(folder, 'etc/dpkg/dpkg.cfg.d/90-test'), 'force-unsafe-io\n');

  const first = spawn(
    'unshare',
    ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', FIRST_PROCESS, 'sh', folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(first, 'exit');
  await Promise.race([
    once(first.stdout, 'data'),
    ended.then(() => {
      throw new Error(
        'The clean root needs namespaces for mounts and processes; see the lines above.',
      );
    }),
  ]);
  const inside = await childOf(first);
  const enter = ['--target', inside, '--mount', '--pid', '--root', '--'];
  const environment = [
    'env',
    '-i',
    '-C',
    '/',
    'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
    'LANG=C.UTF-8',
  ];
  const asRoot = [...enter, ...environment, 'DEBIAN_FRONTEND=noninteractive'];

  async function run(command: string, ...args: string[]): Promise<string> {
    try {
      const options = { maxBuffer: 64 * 1024 * 1024 };
      return (await call('nsenter', [...asRoot, command, ...args], options)).stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command} ${args.join(' ')} failed\n${stdout}${stderr}`, { cause: error });
    }
  }

  const home = `/home/${user}`;
  await run('useradd', '--create-home', '--uid', USER_ID, user);

  return {
    folder,
    home,
    run,
    async giveHome() {
      await run('chown', '-R', `${user}:`, home);
    },
    async start(given, ...words) {
      const variables = { HOME: home, ...given };
      const set = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
      const become = ['setpriv', `--reuid=${USER_ID}`, `--regid=${USER_ID}`, '--init-groups'];
      // It says its number inside, by which alone it can be given a signal: nsenter passes none on.
      const shell = ['sh', '-c', 'echo "process $$"; cd; exec "$@"', 'sh', ...words];
      const child = spawn('nsenter', [...enter, ...environment, ...set, ...become, ...shell], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const program = followed(child, (number, name) =>
        // The shell's own: a bare system has no program for it.
        run('sh', '-c', `kill -s ${name.replace('SIG', '')} ${number}`),
      );
      await program.line(PROCESS);
      return program;
    },
    async close() {
      first.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function followed(
  child: ChildProcess,
  kill: (number: string, name: string) => Promise<unknown>,
): RootProgram {
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream! }).on('line', (line) => {
      lines.push(line);
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    lines,
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find((line) => pattern.test(line));
          if (found === undefined) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        void ended.then((code) =>
          reject(new Error(`ended with ${code} without ${pattern.source}:\n${lines.join('\n')}`)),
        );
      }),
    async signal(name) {
      const said = lines.find((line) => PROCESS.test(line)) ?? '';
      await kill(said.replace(PROCESS, '$1'), name);
    },
  };
}

/** The process that unshare has forked, by its number outside. */
async function childOf({ pid }: ChildProcess): Promise<string> {
  return (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim();
}

async function mirrorHere(): Promise<{ readonly mirror: string; readonly release: string }> {
  const system = await readFile('/etc/os-release', 'utf8');
  const release = /^VERSION_CODENAME=(\S+)$/m.exec(system)?.[1];
  const format = '$(REPO_URI) $(CODENAME) $(COMPONENT)';
  const { stdout } = await call('apt-get', ['indextargets', '--format', format]);
  const places = stdout.split('\n').map((line) => line.split(' '));
  const [mirror] = places.find(([, name, part]) => name === release && part === 'main') ?? [];
  if (release === undefined || mirror === undefined) {
    throw new Error(
      'apt knows no mirror of this release of Debian or Ubuntu: see /etc/apt/sources.list',
    );
  }
  return { mirror, release };
}

/** The lines of apt's configuration that name proxies. */
async function proxiesHere(): Promise<string> {
  const { stdout } = await call('apt-config', ['dump', '--no-empty', 'Acquire']);
  const lines = stdout.split('\n').filter((line) => /^Acquire::https?::proxy/i.test(line));
  return lines.map((line) => `${line}\n`).join('');
}
