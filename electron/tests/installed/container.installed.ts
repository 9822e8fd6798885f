/**
 * The steps of server/Containerfile on a clean root with Node in it, as its image has: what docker would build mines, is
 * healthy, and stops. What only an engine does (layers, its network, the health check every 30 s) is not tested here.
 */
import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { layEasyPractice } from '../../../src-core/tests/easy-practice.ts';
import { freePort } from '../../../src-core/tests/loopback-server.ts';
import { PROJECT_FOLDER } from '../support/launch-app.ts';
import { makeCleanRoot } from './clean-root.ts';
import type { CleanRoot } from './clean-root.ts';
import { takeSteps } from './container-steps.ts';

const call = promisify(execFile);

let root: CleanRoot | undefined;
test.afterAll(() => root?.close());

/** Puts Node, its headers and npm where the image has them. */
async function installNode(into: string): Promise<void> {
  const local = join(into, 'usr', 'local');
  await copyFile(process.execPath, join(local, 'bin', 'node'));
  const headers = createRequire(import.meta.url).resolve('node-api-headers');
  await cp(join(dirname(headers), 'include'), join(local, 'include', 'node'), { recursive: true });
  const { stdout } = await call('sh', ['-c', 'command -v npm']);
  const npm = dirname(dirname(await realpath(stdout.trim())));
  await cp(npm, join(local, 'lib', 'node_modules', 'npm'), { recursive: true });
  await symlink('../lib/node_modules/npm/bin/npm-cli.js', join(local, 'bin', 'npm'));
}

/** Those that this computer trusts, which may be of a network's own proxy. */
const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';

/** What npm has to know to reach the registry that it uses here. */
async function npmEnvironment(into: string): Promise<Record<string, string>> {
  const asked = await call('npm', ['config', 'get', 'registry'], { cwd: PROJECT_FOLDER });
  const environment = {
    PATH: '/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    npm_config_registry: asked.stdout.trim(),
  };
  if (!existsSync(AUTHORITIES)) return environment;
  const place = '/etc/authorities.pem';
  await copyFile(AUTHORITIES, join(into, place));
  return { ...environment, npm_config_cafile: place };
}

test('what the container is built of mines, is healthy, and stops', async () => {
  root = await makeCleanRoot('node');
  const { folder, run, start } = root;
  await installNode(folder);
  const built = await takeSteps(root, await npmEnvironment(folder));

  // The search in C is there, and proves itself with this Node.
  const asked = `import { nativeKernels } from '/heddle/src-core/pow-kernel/native-kernels.ts';
    const { makers, fault } = nativeKernels();
    console.log(JSON.stringify({ found: makers.length > 0, fault }));`;
  const node = ['/usr/local/bin/node', '--disable-warning=ExperimentalWarning'];
  const answer = await run(...(node as [string, string]), '--input-type=module', '-e', asked);
  expect(JSON.parse(answer)).toEqual({ found: true, fault: null });
  const size = await run('du', '--summarize', '--block-size=MB', '/heddle');
  process.stdout.write(`the miner in the container: ${size}`);

  await layEasyPractice(join(folder, 'data'), 'triangle', 50_000);
  await run('chown', '-R', 'node:', '/data');
  await mkdir(join(folder, 'config'));
  await writeFile(
    join(folder, 'config', 'heddle.yaml'),
    'practice: true\npracticeGraph: triangle\nworker: cpu\nthreadCount: 1\n',
  );
  const port = String(await freePort());
  const here = (words: readonly string[]): string[] =>
    words.map((word) => (word === '9100' ? port : word));
  const environment = { ...built.environment, PATH: '/usr/local/bin:/usr/bin:/bin' };
  const miner = await start(environment, ...here([...built.entryPoint, ...built.command]));
  await miner.line(/Solved header/);
  const health = async (): Promise<number | null> =>
    (await start(environment, ...here(built.healthCheck))).ended;
  expect(await health()).toBe(0);
  await miner.signal('SIGTERM');
  expect(await miner.ended).toBe(0);
  expect(await health()).toBe(8);
});
