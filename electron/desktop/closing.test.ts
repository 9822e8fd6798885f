import { describe, expect, it, vi } from 'vitest';
import { createClosing } from './closing.ts';
import type { CloseAnswer, ClosingOptions } from './closing.ts';
import type { Outcome } from '../../contract/screen-contract.ts';

function closingWith(options: Partial<ClosingOptions>) {
  const calls: string[] = [];
  const closing = createClosing({
    isMining: () => true,
    whenClosing: () => 'ask',
    canAskPage: () => true,
    askPage: () => calls.push('ask page'),
    askNatively: () => new Promise<CloseAnswer>(() => undefined),
    goToTray: () => calls.push('tray'),
    quit: () => calls.push('quit'),
    remember: (whenClosing): Promise<Outcome> => {
      calls.push(`remember ${whenClosing}`);
      return Promise.resolve({ ok: true });
    },
    ...options,
  });
  return { calls, closing };
}

describe('closing the window', () => {
  it('quits while not mining, whatever was chosen for mining', () => {
    const { calls, closing } = closingWith({ isMining: () => false, whenClosing: () => 'tray' });
    closing.keepsOpen();
    expect(calls).toEqual(['quit']);
  });

  it('asks the page while mining and keeps the window', () => {
    const { calls, closing } = closingWith({});
    expect(closing.keepsOpen()).toBe(true);
    expect(calls).toEqual(['ask page']);
  });

  it.each(['tray', 'quit'] as const)('does %s without asking when that was chosen', (choice) => {
    const { calls, closing } = closingWith({ whenClosing: () => choice });
    closing.keepsOpen();
    expect(calls).toEqual([choice]);
  });

  it('asks in a dialog of the system when the page is dead, one at a time', async () => {
    const askNatively = vi.fn(() => Promise.resolve({ choice: 'quit', remember: false } as const));
    const { calls, closing } = closingWith({ canAskPage: () => false, askNatively });
    closing.keepsOpen();
    closing.keepsOpen();
    await vi.waitFor(() => expect(calls).toEqual(['quit']));
    expect(askNatively).toHaveBeenCalledTimes(1);
  });
});

describe('the answer', () => {
  it('changes nothing when it is cancel, even if it should be remembered', async () => {
    const { calls, closing } = closingWith({});
    expect(await closing.answer({ choice: 'cancel', remember: true })).toEqual({ ok: true });
    expect(calls).toEqual([]);
  });

  it('is remembered before it is carried out', async () => {
    const { calls, closing } = closingWith({});
    await closing.answer({ choice: 'quit', remember: true });
    expect(calls).toEqual(['remember quit', 'quit']);
  });

  it('is carried out although it could not be remembered, and that is reported', async () => {
    const failure: Outcome = {
      ok: false,
      failure: { kind: 'file', operation: 'write', path: '/p', code: 'ENOSPC', detail: 'full' },
    };
    const { calls, closing } = closingWith({ remember: () => Promise.resolve(failure) });
    expect(await closing.answer({ choice: 'tray', remember: true })).toEqual(failure);
    expect(calls).toEqual(['tray']);
  });
});
