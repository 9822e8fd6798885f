import { describe, expect, it } from 'vitest';
import { REQUEST_NAMES } from './names.ts';
import { requestParsers } from './request-arguments.ts';

describe('saveConfig', () => {
  it('takes the given keys and adds none', () => {
    expect(requestParsers.saveConfig({ threadCount: 3 })).toEqual({
      ok: true,
      value: { threadCount: 3 },
    });
    expect(requestParsers.saveConfig({})).toEqual({ ok: true, value: {} });
    expect(requestParsers.saveConfig({ threadCount: undefined, practice: true })).toEqual({
      ok: true,
      value: { practice: true },
    });
  });

  it.each([
    { threadCount: 0 },
    { threadCount: '3' },
    { node: 'no port' },
    { publicKey: 7 },
    { surprise: 1 },
    JSON.parse('{ "__proto__": { "practice": true } }') as unknown,
    null,
    [],
    'threadCount',
    undefined,
  ])('refuses %j', (given) => {
    expect(requestParsers.saveConfig(given).ok).toBe(false);
  });
});

describe('every request', () => {
  const JUNK = [undefined, 7, NaN, 'text', true, [], [null], { surprise: 1 }, () => undefined];
  it.each(REQUEST_NAMES)('%s refuses what it does not take', (name) => {
    for (const junk of [...JUNK, JSON.parse('{ "__proto__": { "a": 1 } }') as unknown]) {
      expect([junk, requestParsers[name](junk).ok]).toEqual([junk, false]);
    }
  });
});

describe('savePreferences', () => {
  it('takes some keys', () => {
    expect(requestParsers.savePreferences({ theme: 'dark' })).toEqual({
      ok: true,
      value: { theme: 'dark' },
    });
  });

  it('refuses unknown values', () => {
    expect(requestParsers.savePreferences({ theme: 'pink' }).ok).toBe(false);
  });
});

describe('requests without an argument', () => {
  it('take null and nothing else', () => {
    for (const name of ['getState', 'startMining', 'stopMining', 'generateKey'] as const) {
      expect(requestParsers[name](null)).toEqual({ ok: true, value: null });
      expect(requestParsers[name]({}).ok).toBe(false);
      expect(requestParsers[name](undefined).ok).toBe(false);
    }
  });
});

const network = { versionName: 'mainnet01' };

describe('ranges', () => {
  it('are bounded', () => {
    expect(requestParsers.getHistory({ fromMs: 0, toMs: 9, points: 1000 }).ok).toBe(true);
    expect(requestParsers.getHistory({ fromMs: 0, toMs: 9, points: 1001 }).ok).toBe(false);
    expect(requestParsers.getHistory({ fromMs: 0, toMs: 9, points: 1 }).ok).toBe(false);
    expect(requestParsers.getHistory({ fromMs: NaN, toMs: 9, points: 10 }).ok).toBe(false);
    expect(requestParsers.getHistory({ fromMs: 9, toMs: 9, points: 10 }).ok).toBe(true);
    expect(requestParsers.getHistory({ fromMs: 10, toMs: 9, points: 10 }).ok).toBe(false);
    expect(requestParsers.getMarks({ fromMs: 0, toMs: 9 }).ok).toBe(true);
    expect(requestParsers.getMarks({ fromMs: 10, toMs: 9 }).ok).toBe(false);
    expect(requestParsers.getMarks({ fromMs: 0, toMs: 9, machines: ['rig'] }).ok).toBe(true);
    expect(requestParsers.getMarks({ fromMs: 0, toMs: 9, machines: [7] }).ok).toBe(false);
    expect(requestParsers.getBlocks({ ...network, beforeMs: 1, limit: 500 }).ok).toBe(true);
    expect(requestParsers.getBlocks({ ...network, beforeMs: 1, limit: 501 }).ok).toBe(false);
    expect(requestParsers.getBlocks({ ...network, beforeMs: 1, limit: 5, more: 1 }).ok).toBe(false);
    expect(requestParsers.countBlocks({ ...network, beforeMs: 1 }).ok).toBe(true);
    expect(requestParsers.countBlocks({ ...network, beforeMs: -1 }).ok).toBe(false);
    expect(requestParsers.getEarnings({ ...network, todayMs: 1 }).ok).toBe(true);
    expect(requestParsers.getEarnings({ ...network, todayMs: -1 }).ok).toBe(false);
  });

  it('are of one network, by its name', () => {
    for (const name of ['getLuck', 'getBestShares'] as const) {
      expect(requestParsers[name](network).ok).toBe(true);
      expect(requestParsers[name]({ versionName: '' }).ok).toBe(false);
      expect(requestParsers[name]({ versionName: 'x'.repeat(257) }).ok).toBe(false);
      expect(requestParsers[name]({}).ok).toBe(false);
    }
  });
});

describe('checkNode', () => {
  const settings = {
    node: 'localhost:1848',
    useTls: false,
    insecure: false,
    publicKey: '',
    account: null,
  };

  it('takes the node settings alone', () => {
    expect(requestParsers.checkNode(settings)).toEqual({ ok: true, value: settings });
    expect(requestParsers.checkNode({ ...settings, threadCount: 2 }).ok).toBe(false);
    expect(requestParsers.checkNode({ ...settings, node: 'http://x' }).ok).toBe(false);
  });
});

describe('machines', () => {
  it('are named by a bounded key, and answered with yes or no', () => {
    const range = { fromMs: 0, toMs: 9, points: 30 };
    expect(requestParsers.getMachineHistory({ key: '10.0.0.7#1', ...range }).ok).toBe(true);
    expect(requestParsers.getMachineHistory({ key: 'x'.repeat(5000), ...range }).ok).toBe(false);
    expect(requestParsers.pauseWorker({ kind: 'cpu' }).ok).toBe(true);
    expect(requestParsers.pauseWorker({ kind: 'toaster' }).ok).toBe(false);
    expect(requestParsers.resumeWorker({ kind: 'stratum', now: true }).ok).toBe(false);
    expect(requestParsers.answerMachine({ question: 3, accept: true }).ok).toBe(true);
    expect(requestParsers.answerMachine({ question: '3', accept: true }).ok).toBe(false);
  });
});

describe('texts', () => {
  it('are bounded', () => {
    expect(requestParsers.copyText({ text: 'a'.repeat(1000) }).ok).toBe(true);
    expect(requestParsers.copyText({ text: 'a'.repeat(33 * 1024 * 1024) }).ok).toBe(false);
    expect(requestParsers.saveLogs({ text: 1 }).ok).toBe(false);
  });
});

describe('charts', () => {
  it('are saved as text or as a picture, under a name of ours', () => {
    const csv = { name: 'machine', format: 'csv', content: 'a,b' };
    expect(requestParsers.saveChart(csv).ok).toBe(true);
    expect(requestParsers.saveChart({ ...csv, name: '../x' }).ok).toBe(false);
    expect(requestParsers.saveChart({ ...csv, content: 'a'.repeat(2 ** 25) }).ok).toBe(false);
    const png = { name: 'hash-rate', format: 'png', content: 'iVBORw0KGgoAAAAN' };
    expect(requestParsers.saveChart(png).ok).toBe(true);
    expect(requestParsers.saveChart({ ...png, content: 'AAAAAAAAAAAAAAAA' }).ok).toBe(false);
    expect(requestParsers.saveChart({ ...png, content: 'iVBORw0KGgo<' }).ok).toBe(false);
    expect(requestParsers.saveChart({ ...png, format: 'exe' }).ok).toBe(false);
  });
});

describe('answerClose', () => {
  it('knows three choices', () => {
    expect(requestParsers.answerClose({ choice: 'tray', remember: true }).ok).toBe(true);
    expect(requestParsers.answerClose({ choice: 'ask', remember: true }).ok).toBe(false);
    expect(requestParsers.answerClose({ choice: 'tray' }).ok).toBe(false);
  });
});
