import { expect, it } from 'vitest';
import { madeUpMachine } from '../../tests/made-up-machine.ts';
import { machineEntry } from './machine-entry.ts';

const NOT_LISTED = { kind: 'rig-not-listed', rig: 'shed' } as const;
const shed = madeUpMachine({ rig: 'shed', address: '10.0.0.9', refusal: NOT_LISTED });
const asked = { question: 7, rig: 'shed', address: '10.0.0.9', agent: null, sinceMs: 0 };

it('offers to let a machine in that the list or an answer keeps out', () => {
  expect(machineEntry(shed, [])).toEqual({ kind: 'refused', rig: 'shed' });
  const declined = { ...shed, refusal: { kind: 'declined' } } as const;
  expect(machineEntry(declined, [])).toEqual({ kind: 'refused', rig: 'shed' });
});

it('answers the question of a machine that asks, and of that one alone', () => {
  expect(machineEntry({ ...shed, refusal: null }, [asked])).toEqual({ kind: 'asks', question: 7 });
  const elsewhere = { ...asked, address: '10.0.0.10' };
  expect(machineEntry({ ...shed, refusal: null }, [elsewhere])).toBeNull();
});

it('offers nothing that would not help', () => {
  expect(machineEntry({ ...shed, refusal: { kind: 'wrong-password' } }, [])).toBeNull();
  expect(machineEntry({ ...shed, rig: '' }, [])).toBeNull();
  expect(machineEntry({ ...shed, isOnline: false }, [asked])).toBeNull();
  expect(machineEntry({ ...shed, refusal: null }, [])).toBeNull();
  const letIn = { ...shed, leftAtMs: 0, leftReason: { kind: 'let-in' } } as const;
  expect(machineEntry(letIn, [])).toBeNull();
});
