/** Every secret that the program is given, planted: what it writes and serves has none of them. */
import { readdir, readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { startSimulatedDevice } from '../../devices/simulated/start-simulated-device.ts';
import { logger } from '../../node/tests/node-test.ts';
import { startPracticeNode } from '../../practice/practice-node.ts';
import { unwrap } from '../../result.ts';
import { bodyOf, freePort, serveHttp } from '../loopback-server.ts';
import { ScriptedMachine } from '../scripted-machine.ts';
import { it, stopped } from './headless-test.ts';

const SECRETS = {
  stratumPassword: 'planted-1',
  machinePassword: 'planted-2',
  wrongPassword: 'planted-3',
  webhookLogin: 'planted-4:planted-5',
  webhookPath: 'planted-6',
  webhookToken: 'planted-7',
  workerVariable: 'planted-8',
  proxyLogin: 'planted-9:planted-10',
  configLogin: 'planted-11:planted-12',
  configToken: 'planted-13',
  nodeLogin: 'planted-14:planted-15',
};
/** In the forms that they are sent in as well. */
const forms = Object.values(SECRETS).flatMap((secret) => [
  ...secret.split(':'),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('hex'),
]);
const leaksIn = (text: string): readonly string[] => forms.filter((form) => text.includes(form));

const publicKey = 'ab'.repeat(32);

/** A server that refuses, and answers with everything it was sent. */
async function echo(status: number) {
  const received: string[] = [];
  const server = await serveHttp((request, response) => {
    void bodyOf(request).then((body) => {
      const { authorization, 'proxy-authorization': login } = request.headers;
      // Secrets first: only the beginning of an answer is ever quoted.
      const all = `${authorization ?? login} ${request.url} ${body.toString()}`;
      received.push(all);
      response.writeHead(status, {
        'content-type': 'text/plain',
        location: `/again?${all.length}`,
      });
      response.end(all);
    });
  });
  onTestFinished(() => server.close());
  return { address: server.address, received };
}

/** The text of all files in a folder and below, by name. */
async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path, await readFile(path, 'latin1')] as const;
      }),
    ),
  );
}

it('no secret is in a log, a file, a metric, a report or an error', async ({
  program: { folder, start },
}) => {
  const [webhook, proxy] = [await echo(500), await echo(502)];
  const node = unwrap(await startPracticeNode({ port: 0, graph: 'pair' }, logger));
  onTestFinished(() => node.close());
  const [stratumPort, metricsPort] = [await freePort(), await freePort()];
  const settings = {
    publicKey,
    // The first node is asked through the proxy.
    node: 'node.invalid:1848',
    fallbackNodes: [new URL(node.url).host],
    worker: 'stratum',
    ...{ stratumInterface: '127.0.0.1', stratumPort, metricsPort, logLevel: 'debug' },
    ...{
      stratumPassword: SECRETS.stratumPassword,
      stratumDifficulty: 12,
      stratumMinDifficulty: 12,
    },
    externalWorkerEnvironment: { TOKEN: SECRETS.workerVariable },
    notifyWebhook: `http://${SECRETS.webhookLogin}@${webhook.address}/${SECRETS.webhookPath}?token=${SECRETS.webhookToken}`,
    notifyOfflineAfter: 1,
  };
  const files = await serveHttp((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(settings));
  });
  onTestFinished(() => files.close());
  const config = `http://${SECRETS.configLogin}@${files.address}/heddle.json?token=${SECRETS.configToken}`;
  const logFile = join(folder, 'heddle.log');
  const shared = ['--data-dir', folder, '--allow-remote-commands', '--config-file', config];
  const variables = {
    http_proxy: `http://${SECRETS.proxyLogin}@${proxy.address}`,
    ...{ no_proxy: '', NO_PROXY: '' },
    HEDDLE_MACHINE_PASSWORD: SECRETS.machinePassword,
  };
  const outputs = new Map<string, string>();
  const run = async (name: string, argv: readonly string[], given = shared): Promise<void> => {
    const ran = start([...given, ...argv], variables);
    await ran.ended;
    outputs.set(name, ran.lines.join('\n') + ran.errors());
  };

  const miner = start([...shared, '--log-file', logFile], variables);
  await miner.line('listening');
  await miner.line(`the proxy ${proxy.address}`);
  const device = await startSimulatedDevice({
    ...{ kind: 'antminer', host: '127.0.72.11', webPort: await freePort() },
    ...{ password: SECRETS.machinePassword, pools: [], dutyCycle: 0.3 },
  });
  onTestFinished(() => device.close());
  const address = `${device.host}:${device.webPort}`;
  await run('configure a machine', ['--configure-machine', address, '--yes']);

  const stranger = await ScriptedMachine.connect(stratumPort);
  await stranger.subscribe();
  await stranger.request('mining.authorize', ['me.barn', SECRETS.wrongPassword]);
  stranger.socket.destroy();
  const machine = await ScriptedMachine.connect(stratumPort);
  await machine.subscribe();
  await machine.request('mining.authorize', ['me.shed', SECRETS.stratumPassword]);
  const job = await machine.job();
  expect(await machine.submit(job, machine.find(job), 'me.shed')).toMatchObject({ result: true });
  machine.socket.destroy();
  await expect.poll(() => webhook.received.length, { timeout: 60_000 }).toBeGreaterThan(0);

  for (const path of ['metrics', 'healthz']) {
    const answer = await fetch(`http://127.0.0.1:${metricsPort}/${path}`);
    outputs.set(path, await answer.text());
  }
  await run('health', ['--health']);
  await run('diagnosis', ['--diagnose']);
  await run('diagnosis in JSON', ['--diagnose', '--json']);
  await run('test of a notice', ['--test-notice']);
  await run('a node that is no address', ['--node', `http://${SECRETS.nodeLogin}@node.invalid`]);
  await run('a misspelt option', [`--stratumpassword=${SECRETS.stratumPassword}`]);
  expect(await stopped(miner)).toBe(0);
  outputs.set('the miner', miner.lines.join('\n') + miner.errors());

  // They were used, so they could have been written.
  const basic = (login: string): string => Buffer.from(login).toString('base64');
  expect(webhook.received.join()).toContain(basic(SECRETS.webhookLogin));
  expect(webhook.received.join()).toContain(SECRETS.webhookToken);
  expect(proxy.received.join()).toContain(basic(SECRETS.proxyLogin));
  expect(device.pools()[0]?.url).toContain(String(stratumPort));

  for (const [name, text] of outputs) {
    expect([name, text.length > 0, leaksIn(text)]).toEqual([name, true, []]);
  }
  const written = await filesIn(folder);
  expect([...written.keys()]).toEqual(expect.arrayContaining([logFile]));
  for (const [name, text] of written) expect([name, leaksIn(text)]).toEqual([name, []]);
}, 120_000);

it('no secret of an external worker that fails is in the log', async ({
  program: { heddle, folder },
}) => {
  const node = unwrap(await startPracticeNode({ port: 0, graph: 'pair' }, logger));
  onTestFinished(() => node.close());
  const miner = heddle(
    ...['--node', new URL(node.url).host, '--public-key', publicKey, '--log-level', 'debug'],
    ...['--worker', 'external', '--external-worker-cmd', 'node -e "process.exit(3)"'],
    ...['--external-worker-env', `TOKEN=${SECRETS.workerVariable}`],
  );
  await miner.line('failed with code: 3');
  miner.child.kill('SIGTERM');
  await once(miner.child, 'close');
  expect(leaksIn(miner.lines.join('\n') + miner.errors())).toEqual([]);
  for (const [name, text] of await filesIn(folder))
    expect([name, leaksIn(text)]).toEqual([name, []]);
}, 60_000);
