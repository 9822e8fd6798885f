import { describe, expect, it } from 'vitest';
import { rigAt, uniqueName } from './device-name.ts';

describe('the name of a machine', () => {
  const host = '10.0.0.2';
  const at = (rig: string | null, changes = {}) => ({
    ...{ address: host, isOnline: true, rig },
    ...changes,
  });
  const device = { host, model: 'KD-BOX' };

  it('is that of the one rig at its address', () => {
    expect(rigAt({ machines: [at('a'), at('a')] }, device)).toBe('a');
    expect(uniqueName(device, { machines: [at('a')] })).toBe('a');
  });

  it.each([
    [[at('a'), at('b')]],
    [[at(null)]],
    [[at('')]],
    [[at('a', { isOnline: false })]],
    [[at('a', { address: '10.0.0.3' })]],
    [[]],
  ])('is not that of a rig unless exactly one with a name is online there: %j', (machines) => {
    expect(rigAt({ machines }, device)).toBeNull();
    expect(uniqueName(device, { machines })).toBe('KD-BOX (10.0.0.2)');
  });

  it('is its address where its model is not known, also without a server', () => {
    expect(rigAt(null, device)).toBeNull();
    expect(uniqueName({ host, model: null }, null)).toBe(host);
  });
});
