/** Lines that are no requests, or come in pieces, and the answers they get, over real sockets. */
import { describe, expect, it } from 'vitest';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';

const PING = '{"id":8,"method":"mining.ping","params":[{}]}';

describe('a line', () => {
  it.each([
    ['\\r\\n', (line: string) => `${line}\r\n`],
    ['blank lines around it', (line: string) => `\r\n\n${line}\n\n`],
    ['NULs around it', (line: string) => `\0${line}\n\0`],
    ['no ending at all', (line: string) => line],
    ['NULs instead of an ending', (line: string) => `${line}\0\0`],
    ['\\r alone', (line: string) => `${line}\r`],
    ['another one before it on its line', (line: string) => `${PING}${line}\n`],
    ['another one before it, ended by \\r', (line: string) => `${PING}\r${line}\r`],
    ['line ends within it', (line: string) => `${line.replaceAll(',"', ',\n"')}\n`],
    ['a broken one before it', (line: string) => `{"id":1,"meth\n${line}\n`],
  ])('is understood with %s', async (_what, dress) => {
    const { port } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    machine.write(dress('{"id":9,"method":"mining.subscribe","params":["a\tb",null]}'));
    expect((await machine.answer(9)).error).toBeNull();
  });

  it('may come in pieces, or many at once', async () => {
    const { port, events } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    for (const byte of Buffer.from('{"id":1,"method":"mining.subscribe","params":["KD-BOXⅡ"]}\n')) {
      machine.socket.write(Buffer.of(byte));
    }
    await machine.answer(1);
    const agents = events.map((e) => (e.type === 'machine-changed' ? e.machine.agent : null));
    expect(agents).toContain('KD-BOXⅡ');
    const lines = Array.from({ length: 500 }, (_, i) => `{"id":"p${i}","method":"mining.ping"}\n`);
    machine.write(lines.join(''));
    await machine.answer('p499');
    const ids = machine.received.map(({ id }) => id);
    expect(ids).toEqual([1, ...lines.map((_, i) => `p${i}`)]);
  });

  it.each(['7', '"seven"', 'null', '0', '""', '12345678901234567890', '1e3', '-0.50'])(
    'has its id %s echoed',
    async (id) => {
      const { port } = await startStratumTest();
      const machine = await ScriptedMachine.connect(port);
      machine.write(`{"id":${id},"method":"mining.ping","params":[]}\n`);
      await machine.until(() => machine.received[0]);
      expect(machine.lines[0]).toBe(`{"id":${id},"result":"pong","error":null}`);
    },
  );

  it('is answered in ASCII, whatever characters came', async () => {
    const { port } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    await machine.subscribe();
    machine.write('{"id":"Ⅱ-ü-😀","method":"mining.submit","params":["a","é😀","1"]}\n');
    const { error } = await machine.answer('Ⅱ-ü-😀');
    expect(error).toEqual([21, expect.stringContaining('"é😀"'), null]);
    expect(machine.lines.join('')).toMatch(/^[ -~]*$/);
  });

  it.each([
    ['mining.extranonce.subscribe', [], true],
    [
      'mining.configure',
      [['version-rolling', 'minimum-difficulty'], {}],
      { 'version-rolling': false, 'minimum-difficulty': false },
    ],
    ['mining.ping', [], 'pong'],
    ['client.get_version', [], 'Heddle'],
    ['mining.suggest_difficulty', [1024], true],
    ['mining.suggest_target', ['00ff'], true],
  ])('%s gets a sensible answer', async (method, params, result) => {
    const { port } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    expect(await machine.request(method, params)).toEqual({ id: 1000, result, error: null });
  });

  it.each([
    '{"id":99,"method":"mining.foo","params":[]}',
    '{"id":99,"method":"mining.multi_version","params":[1],"extra":{}}',
    '{"id":99,"method":"mining.get_transactions"}',
    '{"id":99,"method":"mining.authorize","params":[7]}',
  ])('is answered and nothing breaks when it is %s', async (line) => {
    const { port, offer } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.connect(port);
    machine.write(`${line}\n`);
    const answer = await machine.answer(99);
    expect(answer).toMatchObject({ result: null, error: [20, expect.any(String), null] });
    await machine.subscribe();
    await machine.job();
  });

  it('that is not JSON is answered with id null, and the session continues', async () => {
    const { port } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    machine.write('this is not json\n');
    expect(await machine.answer(null)).toMatchObject({
      result: null,
      error: [20, expect.stringContaining('not a JSON'), null],
    });
    await machine.subscribe();
  });
});
