/** Machines are configured and put back from a terminal: plan, question, steps, and what they end with. */
import { describe, expect, it } from 'vitest';
import { simulated } from '../../devices/tests/devices-test.ts';
import type { SimulatedDevice } from '../../devices/simulated/start-simulated-device.ts';
import { freePort, reply, serveHttp } from '../../tests/loopback-server.ts';
import type { InsideRun } from '../../tests/collected-run.ts';
import { configureMachine, putBackMachine } from './configure-machine.ts';
import {
  addressOf,
  atDesk,
  newFolder,
  OLD_POOL,
  passwordIs,
  stratumPort,
  typed,
} from './tests/machine-tasks-test.ts';

const TASK = { kind: 'configure', keepsOthers: false, worker: 'cellar', asks: false } as const;

interface Place {
  readonly folder: string;
  /** Null where no server runs. */
  readonly port: number | null;
}

const configure = (
  { folder, port }: Place,
  address: string,
  task: Partial<Parameters<typeof configureMachine>[2]> = {},
  password: string | null = null,
): Promise<InsideRun> =>
  atDesk(folder, port, (desk, witness) =>
    configureMachine(desk, witness, { ...TASK, address, ...task }, password),
  );

const putBack = ({ folder, port }: Place, address: string, asks = false): Promise<InsideRun> =>
  atDesk(folder, port, (desk) => putBackMachine(desk, { kind: 'put-back', address, asks }));

const place = async (): Promise<Place> => ({
  folder: await newFolder(),
  port: await stratumPort(),
});

let last = 10;
const antminer = (pools = [OLD_POOL]): Promise<SimulatedDevice> =>
  simulated({
    ...{ kind: 'antminer', host: `127.0.72.${(last += 1)}`, pools, password: 'secret' },
    retryMs: 50,
  });

const poolsOf = (machine: SimulatedDevice): unknown =>
  machine.pools().flatMap(({ url, user }) => (url === '' ? [] : [[url, user]]));

const OLD = [[OLD_POOL.url, OLD_POOL.user]];

describe('a machine', () => {
  it('is configured step by step, and gets its pools back', async () => {
    passwordIs('secret');
    const [here, machine] = [await place(), await antminer()];
    const url = `stratum+tcp://127.0.0.1:${here.port}`;
    const run = await configure(here, addressOf(machine));
    expect(run).toEqual({
      ...{ code: 0, stdout: '' },
      stderr: [
        `Antminer KA3 at ${machine.host}`,
        '  pools now:   stratum+tcp://127.0.0.1:9  old',
        `  pools after: ${url}  cellar`,
        ...['Reading its pools …', 'Writing its pools …', 'Reading its pools back …'],
        ...['Waiting for its connection …', 'Waiting for its first share …'],
        `cellar mines for ${url}.`,
        '',
      ].join('\n'),
    });
    expect(poolsOf(machine)).toEqual([[url, 'cellar']]);
    expect(await putBack(here, addressOf(machine))).toEqual({
      ...{ code: 0, stdout: '' },
      stderr: [
        ...['Reading its pools …', 'Writing its pools …', 'Reading its pools back …'],
        'Antminer KA3 has its pools from before.',
        '',
      ].join('\n'),
    });
    expect(poolsOf(machine)).toEqual(OLD);
    const again = await putBack(here, addressOf(machine));
    const stderr = `Heddle has not configured the machine at ${machine.host}: there is nothing to put back.\n`;
    expect(again).toEqual({ code: 5, stdout: '', stderr });
  });

  it('keeps its other pools where that is wanted, under the proposed name', async () => {
    passwordIs('secret');
    const other = { ...OLD_POOL, url: 'stratum+tcp://127.0.0.1:10', user: 'two' };
    const [here, machine] = [await place(), await antminer([OLD_POOL, other])];
    const url = `stratum+tcp://127.0.0.1:${here.port}`;
    typed('yes\n');
    const task = { keepsOthers: true, worker: null, asks: true };
    const run = await configure(here, addressOf(machine), task);
    const name = `ka3-${last}`;
    expect(run.stderr).toContain(
      [
        '  pools now:   stratum+tcp://127.0.0.1:9  old',
        '               stratum+tcp://127.0.0.1:10  two',
        `  pools after: ${url}  ${name}`,
        '               stratum+tcp://127.0.0.1:9  old',
        '               stratum+tcp://127.0.0.1:10  two',
        'Write these pools? [y/N] Reading its pools …\n',
      ].join('\n'),
    );
    expect(run.code).toBe(0);
    expect(poolsOf(machine)).toEqual([[url, name], ...OLD, [other.url, other.user]]);
  });

  it('had no pool, and has none again', async () => {
    passwordIs('secret');
    const [here, machine] = [await place(), await antminer([])];
    const run = await configure(here, addressOf(machine));
    expect(run.code).toBe(0);
    const hidden = '\n  pools now:   not known without its password; they are kept\n';
    expect(run.stderr).toContain(hidden);
    typed('n\n');
    const question =
      'Antminer KA3 had no pool before it was configured. Remove the pool of Heddle, so that it hashes for none? [y/N] ';
    const stderr = `${question}Nothing was written.\n`;
    expect(await putBack(here, addressOf(machine), true)).toEqual({ code: 6, stdout: '', stderr });
    expect(poolsOf(machine)).not.toEqual([]);
    const back = await putBack(here, addressOf(machine));
    expect(back.code).toBe(0);
    expect(back.stderr.endsWith('\nAntminer KA3 has no pool, as before.\n')).toBe(true);
    expect(poolsOf(machine)).toEqual([]);
  });

  it('is left alone where the answer is no', async () => {
    passwordIs('secret');
    const [here, machine] = [await place(), await antminer()];
    typed('n\n');
    const run = await configure(here, addressOf(machine), { asks: true });
    expect(run.code).toBe(6);
    expect(run.stderr.endsWith('\nWrite these pools? [y/N] Nothing was written.\n')).toBe(true);
    expect(poolsOf(machine)).toEqual(OLD);
    await configure(here, addressOf(machine));
    typed('');
    const back = await putBack(here, addressOf(machine), true);
    expect(back).toEqual({
      ...{ code: 6, stdout: '' },
      stderr:
        'Give Antminer KA3 the pools from before it was configured? [y/N] Nothing was written.\n',
    });
  });

  it.each([
    ['guess', 'It refused the password'],
    [undefined, 'It needs its password: set HEDDLE_MACHINE_PASSWORD, or type it when asked.'],
  ])('is left alone with the password %s', async (password, why) => {
    passwordIs(password);
    typed('');
    const [here, machine] = [await place(), await antminer()];
    const run = await configure(here, addressOf(machine));
    expect(run.code).toBe(5);
    expect(run.stderr).toContain(`Reading its pools …\nReading its pools failed. ${why}`);
    expect(run.stderr).not.toContain('--put-back-machine');
    expect(poolsOf(machine)).toEqual(OLD);
  });

  it('cannot be configured where no server runs', async () => {
    const here = { folder: await newFolder(), port: null };
    const machine = await antminer();
    expect(await configure(here, addressOf(machine))).toEqual({
      ...{ code: 5, stdout: '' },
      stderr:
        'Nothing listens at stratum+tcp://127.0.0.1:1917. Start mining with machines first (--worker stratum).\n',
    });
  });

  it.each([null, 'loom'])('is set up by hand with the password %j', async (password) => {
    const here = await place();
    const host = `127.0.72.${(last += 1)}`;
    const machine = await simulated({ kind: 'ibelink', host, webPort: 80 });
    const run = await configure(here, machine.host, {}, password);
    const guide = [
      'Heddle can read this machine but cannot change its settings. Use its own web page:',
      `  1. Open http://${host} in a web browser and log in.`,
      '  2. Open the page with the pools, often called Miner, Pools or Miner Configuration.',
      '  3. Enter for the first pool:',
      `       URL       stratum+tcp://127.0.0.1:${here.port}`,
      '       worker    cellar',
      `       password  ${password ?? 'x'}`,
      '  4. Empty the other pools and save. Restart the machine if it does not connect within two minutes.',
      '',
    ].join('\n');
    expect(run).toEqual({ code: 5, stdout: '', stderr: guide });
    const stopped = await configure({ ...here, port: null }, machine.host, {}, password);
    expect(stopped.stderr).toMatch(
      /\nNothing listens at stratum\+tcp:\/\/127\.0\.0\.1:1917\. Start mining with machines first \(--worker stratum\)\.\n$/,
    );
  });

  it('that is not there is not configured', async () => {
    const here = await place();
    const silent = `127.0.72.200:${await freePort()}`;
    expect(await configure(here, silent)).toEqual({
      ...{ code: 4, stdout: '' },
      stderr: `No machine answers at ${silent}. Check that it is switched on and in this network.\n`,
    });
    const printer = await serveHttp((_, response) => reply(response, 200, 'printer'));
    const other = await putBack(here, printer.address);
    await printer.close();
    expect(other.code).toBe(4);
    expect(other.stderr).toMatch(
      new RegExp(`^No machine that Heddle knows answers at ${printer.address} \\(.+\\)\\.\\n$`),
    );
    const stderr = '"8.8.8.8" is not in a private network: only those are searched.\n';
    expect(await putBack(here, '8.8.8.8')).toEqual({ code: 1, stdout: '', stderr });
  });
});
