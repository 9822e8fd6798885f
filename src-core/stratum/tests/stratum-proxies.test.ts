/** Machines behind a proxy that says who they are, over real sockets. */
import { describe, expect, it } from 'vitest';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import type { StratumTest } from '../../tests/stratum-test.ts';

const PROXY = '127.0.0.9';
const SUBSCRIBE = '{"id":1,"method":"mining.subscribe","params":["test/1.0",null]}\n';
const V1 = 'PROXY TCP4 10.0.0.7 10.0.0.1 56324 1917\r\n';
const V2 = Buffer.from('0d0a0d0a000d0a515549540a2111000c0a0000070a000001dc04077d', 'hex');
const V2_LOCAL = Buffer.from('0d0a0d0a000d0a515549540a20000000', 'hex');
const NO_HEADER = 'it is a proxy of stratumProxies and sent no valid PROXY header';

const fromProxy = (port: number): Promise<ScriptedMachine> =>
  ScriptedMachine.connect(port, '127.0.0.1', PROXY);

/** The address of the first machine that subscribed. */
async function machineOf({ event }: StratumTest): Promise<unknown> {
  const found = await event(
    (each) => each.type === 'machine-changed' && each.machine.nonce1 !== null,
  );
  return found.type === 'machine-changed' ? found.machine : null;
}

describe('a machine behind a proxy has its own address', () => {
  it.each([
    ['version 1', Buffer.from(V1), '10.0.0.7', 56324],
    ['version 2', V2, '10.0.0.7', 56324],
    ['a proxy that speaks for itself', V2_LOCAL, PROXY, null],
    ['a proxy that does not know', Buffer.from('PROXY UNKNOWN\r\n'), PROXY, null],
  ])('%s, with its first line in the same packet', async (_name, header, address, port) => {
    const test = await startStratumTest({ proxies: [PROXY] });
    const proxy = await fromProxy(test.port);
    proxy.socket.write(Buffer.concat([header, Buffer.from(SUBSCRIBE)]));
    const machine = await machineOf(test);
    expect(machine).toMatchObject({ address, port: port ?? proxy.socket.localPort });
  });

  it.each([
    ['version 1', Buffer.from(V1)],
    ['version 2', V2],
  ])('%s, byte by byte', async (_name, header) => {
    const test = await startStratumTest({ proxies: ['::1', PROXY] });
    const proxy = await fromProxy(test.port);
    for (const byte of Buffer.concat([header, Buffer.from(SUBSCRIBE)])) {
      await new Promise((resolve) => proxy.socket.write(Buffer.of(byte), resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await machineOf(test)).toMatchObject({ address: '10.0.0.7', port: 56324 });
    test.offer();
    await proxy.job();
  });

  it('in what its password and list are checked for, and in the log', async () => {
    const asked: string[] = [];
    const test = await startStratumTest({
      proxies: [PROXY],
      authorize: ({ peer }) => {
        asked.push(peer.address);
        return { accepted: true };
      },
    });
    const proxy = await fromProxy(test.port);
    proxy.write(V1 + SUBSCRIBE);
    await proxy.request('mining.authorize', ['rig', 'x']);
    expect(asked).toEqual(['10.0.0.7']);
    const tags = (await test.logged()).flatMap((record) => record.tags);
    expect(tags).toContain('10.0.0.7:56324');
  });

  it('in limits, which count each machine for itself', async () => {
    const test = await startStratumTest({
      proxies: [PROXY],
      isLoopbackExempt: false,
      limits: { maxSessionsPerAddress: 1 },
    });
    const [first, same, other] = await Promise.all([1, 2, 3].map(() => fromProxy(test.port)));
    first!.write(V1 + SUBSCRIBE);
    await first!.until(() => first!.received[0]);
    same!.write(V1 + SUBSCRIBE);
    await same!.closed;
    expect(same!.received.at(-1)?.error?.[1]).toContain('too many sessions');
    other!.write(V1.replace('10.0.0.7', '10.0.0.8') + SUBSCRIBE);
    expect(await other!.until(() => other!.received[0])).toMatchObject({ error: null });
  });

  it.each([
    ['an IPv6 network as one', '2001:db8::7', '2001:db8::8', false],
    ['two IPv6 networks as two', '2001:db8::7', '2001:db8:0:1::7', true],
    ['addresses of one cable each for itself', 'fe80::7', 'fe80::8', true],
    ['IPv4 in IPv6 as IPv4', '::ffff:10.0.0.7', '10.0.0.7', false],
  ])('in limits, which count %s', async (_what, one, next, isTaken) => {
    const test = await startStratumTest({
      proxies: [PROXY],
      isLoopbackExempt: false,
      limits: { maxSessionsPerAddress: 1 },
    });
    const machines = await Promise.all([one, next].map(() => fromProxy(test.port)));
    for (const [i, address] of [one, next].entries()) {
      const [family, server] = address.includes(':') ? ['TCP6', '::1'] : ['TCP4', '127.0.0.1'];
      machines[i]!.write(`PROXY ${family} ${address} ${server} 56324 1917\r\n${SUBSCRIBE}`);
      await machines[i]!.until(() => machines[i]!.received[0]);
    }
    const errors = machines.map(({ received }) => received[0]?.error?.[1] ?? null);
    expect(errors).toEqual([null, isTaken ? null : expect.stringContaining('too many sessions')]);
  });
});

describe('a loopback address that a proxy tells', () => {
  const limits = { maxSessionsPerAddress: 1, maxBadLinesPerAddress: 0 };
  const headOf = (address: string): string =>
    `PROXY TCP${address.includes(':') ? 6 : 4} ${address} ${address} 1 1917\r\n`;

  it.each(['127.0.0.1', '127.9.9.9', '::1'])('has limits as any other: %s', async (address) => {
    const test = await startStratumTest({ proxies: [PROXY], limits });
    const first = await fromProxy(test.port);
    first.write(headOf(address) + SUBSCRIBE);
    expect(await machineOf(test)).toMatchObject({ address });
    const second = await fromProxy(test.port);
    second.write(headOf(address) + SUBSCRIBE);
    await second.closed;
    expect(second.received.at(-1)?.error?.[1]).toContain('too many sessions');
    first.write('no JSON\n');
    const left = await test.event(({ type }) => type === 'machine-left');
    expect(left).toMatchObject({ reason: { kind: 'too-many-invalid-lines' } });
  });

  it('takes nothing from machines of this computer, which have none', async () => {
    const test = await startStratumTest({ proxies: [PROXY], limits });
    const proxy = await fromProxy(test.port);
    proxy.write(headOf('127.0.0.1') + SUBSCRIBE + 'no JSON\n');
    await proxy.closed;
    for (let machines = 0; machines < 3; machines++) {
      const machine = await ScriptedMachine.connect(test.port);
      machine.write('no JSON\n'.repeat(3));
      await machine.subscribe();
    }
  });
});

describe('a proxy that is listed', () => {
  it('is refused without a header, and the log says so', async () => {
    const test = await startStratumTest({ proxies: [PROXY] });
    const proxy = await fromProxy(test.port);
    proxy.write(SUBSCRIBE);
    await proxy.closed;
    expect(proxy.received.map(({ error }) => error?.[1])).toEqual([NO_HEADER]);
    const warnings = (await test.logged()).filter(({ level }) => level === 'warn');
    expect(warnings.map(({ text }) => text)).toEqual([
      `refused a connection from ${PROXY}: ${NO_HEADER}`,
    ]);
  });

  it('is refused when its header does not end', async () => {
    const test = await startStratumTest({
      proxies: [PROXY],
      limits: { handshakeTimeoutMs: 20 },
    });
    const proxy = await fromProxy(test.port);
    proxy.write('PROXY TCP4 10.0.0.7');
    await proxy.closed;
    expect(proxy.received.map(({ error }) => error?.[1])).toEqual([NO_HEADER]);
  });

  it('may look whether the port is open, without a word', async () => {
    const test = await startStratumTest({ proxies: [PROXY] });
    const proxy = await fromProxy(test.port);
    proxy.socket.end();
    await proxy.closed;
    expect((await test.logged()).filter(({ level }) => level === 'warn')).toEqual([]);
  });

  it('does not hold up the closing of the server', async () => {
    const test = await startStratumTest({ proxies: [PROXY] });
    const proxy = await fromProxy(test.port);
    proxy.write('PROXY');
    const machine = await ScriptedMachine.connect(test.port);
    await machine.subscribe();
    await test.server.close();
    await proxy.closed;
  });
});

describe('a header of an address that is not listed', () => {
  it('is an invalid line in version 1', async () => {
    const test = await startStratumTest({ proxies: [PROXY] });
    const machine = await ScriptedMachine.connect(test.port);
    machine.write(V1 + SUBSCRIBE);
    expect(await machineOf(test)).toMatchObject({ address: '127.0.0.1' });
    const answer = await machine.until(() => machine.received[0]);
    expect(answer.error?.[1]).toContain('JSON');
  });

  it('is another protocol in version 2', async () => {
    const test = await startStratumTest({ proxies: [PROXY] });
    const machine = await ScriptedMachine.connect(test.port);
    machine.socket.write(V2);
    const left = await test.event(({ type }) => type === 'machine-left');
    expect(left).toMatchObject({ reason: { kind: 'other-protocol', protocol: 'proxy' } });
    const warnings = (await test.logged()).filter(({ level }) => level === 'warn');
    expect(warnings.map(({ text }) => text)).toEqual([
      'closing: it speaks the PROXY protocol, and its address is not in the setting stratumProxies',
    ]);
  });
});
