/** What the program says and prints about machines, from its words to its exit code. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulated } from '../../devices/tests/devices-test.ts';
import { freePort, reply, serveHttp } from '../../tests/loopback-server.ts';
import { runInside } from '../tests/run-inside.ts';
import type { InsideRun } from '../../tests/collected-run.ts';
import { findMachines } from './find-machines.ts';
import {
  addressOf,
  atDesk,
  newFolder,
  OLD_POOL,
  passwordIs,
  stratumPort,
  typed,
} from './tests/machine-tasks-test.ts';

async function run(...words: readonly string[]): Promise<InsideRun> {
  return runInside(['--data-dir', await newFolder(), ...words]);
}

/** Does something as if stderr was a terminal. */
async function onTerminal(act: () => Promise<InsideRun>): Promise<InsideRun> {
  const { isTTY } = process.stderr;
  process.stderr.isTTY = true;
  try {
    return await act();
  } finally {
    process.stderr.isTTY = isTTY;
  }
}

describe('--find-machines', () => {
  it('prints machines by address, as a table or as JSON, and names what else answers', async () => {
    const high = await simulated({ kind: 'ibelink', host: '127.0.74.10', webPort: 80 });
    const low = await simulated({ kind: 'antminer', host: '127.0.74.9' });
    const printer = await serveHttp((_, response) => reply(response, 200, 'printer'));
    const ranges = [high.host, addressOf(low), printer.address].join();
    const table = await run('--find-machines', ranges);
    expect(table.code).toBe(0);
    const [head, first, second, end] = table.stdout.split('\n');
    expect(head).toMatch(/^ADDRESS +MODEL +FIRMWARE +RATE/);
    expect(first?.startsWith(`${addressOf(low)} `)).toBe(true);
    expect(second?.startsWith(`${high.host} `)).toBe(true);
    expect(end).toBe('');
    expect(table.stderr).toMatch(
      /^127\.0\.0\.1 answers, but is no machine that Heddle knows \(.+\)\.\n$/,
    );
    const json = await run('--find-machines', ranges, '--json');
    await printer.close();
    expect(JSON.parse(json.stdout)).toMatchObject([
      { address: low.host, model: 'Antminer KA3', reading: { isAsleep: false } },
      { address: high.host, family: 'ibelink', canConfigure: false },
    ]);
  });

  it.each([
    [[], ''],
    [['--json'], '[]\n'],
  ])('says that none answered, with %j', async (words, stdout) => {
    const stderr = 'No machine answered in 127.0.74.200, 127.0.74.201-202.\n';
    const none = await run('--find-machines', '127.0.74.200,127.0.74.201-202', ...words);
    expect(none).toEqual({ code: 4, stdout, stderr });
  });

  it('counts up on a terminal, and removes that line', async () => {
    const found = await onTerminal(() => run('--find-machines', '127.0.74.200-201'));
    expect(found.stderr).toMatch(/\r2 of 2 addresses asked, 0 found\r\x1b\[KNo machine/);
  });

  it('searches the real networks of this computer where none is named', async () => {
    const searched = async (...ranges: { range: string; isVirtual: boolean }[]) => {
      const found = ranges.map((range) => ({ ...range, interfaceName: 'i', addresses: 1 }));
      const task = { kind: 'find', ranges: [], asJson: false } as const;
      return atDesk(await newFolder(), null, (desk) =>
        findMachines({ ...desk, devices: { ...desk.devices, searchRanges: () => found } }, task),
      );
    };
    const real = { range: '127.0.74.203', isVirtual: false };
    const virtual = { range: '127.0.74.204', isVirtual: true };
    const none = 'No machine answered in 127.0.74.203.\n';
    expect(await searched(virtual, real)).toEqual({ code: 4, stdout: '', stderr: none });
    const nowhere =
      'This computer is in no private network. Name a range: --find-machines 10.0.0.0/24\n';
    expect(await searched(virtual)).toEqual({ code: 1, stdout: '', stderr: nowhere });
  });

  it('searches private networks alone', async () => {
    const stderr = '"8.8.8.0/24" is not in a private network: only those are searched.\n';
    expect(await run('--find-machines', '8.8.8.0/24')).toEqual({ code: 1, stdout: '', stderr });
  });
});

describe('a machine', () => {
  it('is offered the pool of the server that listens on this computer', async () => {
    const machine = await simulated({ kind: 'antminer', host: '127.0.74.11', pools: [OLD_POOL] });
    passwordIs(machine.password);
    typed('n\n');
    const port = await stratumPort();
    const words = ['--configure-machine', addressOf(machine), '--worker-name', 'shed'];
    const asked = await run('--stratum-port', String(port), ...words);
    expect(asked.code).toBe(6);
    expect(asked.stderr).toContain(`pools after: stratum+tcp://127.0.0.1:${port}  shed\n`);
    const none = await run('--stratum-port', String(await freePort()), ...words);
    expect(none.code).toBe(5);
    expect(none.stderr).toMatch(/^Nothing listens at stratum\+tcp:\/\/127\.0\.0\.1:/);
    const back = await run('--put-back-machine', addressOf(machine));
    expect(back.code).toBe(5);
    expect(back.stderr).toContain('there is nothing to put back');
  });

  it('needs a data folder', async () => {
    const file = join(await newFolder(), 'file');
    writeFileSync(file, '');
    const refused = await runInside(['--find-machines', '--data-dir', join(file, 'data')]);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /^The data folder cannot be used \(ENOTDIR.*\)\. Name another one with --data-dir\.\n$/,
    );
  });
});
