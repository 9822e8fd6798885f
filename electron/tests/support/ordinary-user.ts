/**
 * Starts the program as an ordinary user with Chromium's sandbox on, also from tests that run as root,
 * as they do in containers: there Chromium takes no sandbox, and no other test has one.
 */
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, copyFile, cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** The user and the group without any rights. */
const NOBODY = 65_534;

interface OrdinaryStart {
  readonly child: ChildProcess;
  /** Where its windows can be driven from; rejects with what is missing when it ends before. */
  readonly devTools: Promise<string>;
}

/**
 * Starts an archive of the program. As root, `folder` and all in it become the ordinary user's.
 * @param folder for the user's files and, as root, a copy of Electron
 */
export async function startAsOrdinaryUser(
  archive: string,
  userFolder: string,
  folder: string,
): Promise<OrdinaryStart> {
  const isRoot = process.getuid?.() === 0;
  const electron = isRoot ? await readableElectron(folder) : installedElectron();
  const home = join(folder, 'home');
  await mkdir(home, { recursive: true });
  const env = { ...process.env, ...(await environmentIn(home)) };
  // Electron's own, owned by the user who runs the tests: the sandbox is what is tested.
  for (const name of ['ELECTRON_DISABLE_SANDBOX', 'ELECTRON_RUN_AS_NODE']) delete env[name];
  const args = ['--remote-debugging-port=0', archive, `--user-data-dir=${userFolder}`];
  if (isRoot) execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, home, userFolder]);
  const user = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  const child = isRoot
    ? spawn('setpriv', [...user, electron, ...args], { env, cwd: home })
    : spawn(electron, args, { env, cwd: home });
  return { child, devTools: devToolsOf(child) };
}

function installedElectron(): string {
  return createRequire(import.meta.url)('electron') as string;
}

/** A copy outside of root's folders. */
async function readableElectron(folder: string): Promise<string> {
  const electron = installedElectron();
  const copy = join(folder, 'electron');
  await cp(dirname(electron), copy, { recursive: true });
  execFileSync('chmod', ['-R', 'a+rX', copy]);
  await chmod(folder, 0o755);
  return join(copy, basename(electron));
}

/** No folder belongs to the user who runs the tests; a display may. */
async function environmentIn(home: string): Promise<Record<string, string>> {
  const folders = ['HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_RUNTIME_DIR'];
  const env = Object.fromEntries(folders.map((name) => [name, home]));
  const { XAUTHORITY } = process.env;
  if (XAUTHORITY === undefined) return env;
  const copy = join(home, 'Xauthority');
  await copyFile(XAUTHORITY, copy);
  return { ...env, XAUTHORITY: copy };
}

function devToolsOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.on('error', ({ message }) =>
      reject(new Error(`An ordinary user needs setpriv of util-linux here: ${message}`)),
    );
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const address = /DevTools listening on (ws:\/\/\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('close', (code) => {
      const why = /sandbox/i.test(output)
        ? 'Chromium found no sandbox: this system lets ordinary users make no user namespaces ' +
          '(see kernel.apparmor_restrict_unprivileged_userns, user.max_user_namespaces), and ' +
          'chrome-sandbox beside Electron does not belong to root with mode 4755'
        : 'The program ended at its start';
      reject(new Error(`${why}. Exit code ${code ?? 'none'}.\n${output}`));
    });
  });
}
