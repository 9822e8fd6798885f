import { describe, expect, it } from 'vitest';
import { findAdapters } from './adapters.ts';

/** What drivers say of themselves; everything else is as with a card of 2026. */
interface Info {
  readonly vendor?: string;
  readonly architecture?: string;
  readonly device?: string;
  readonly description?: string;
  readonly isFallbackAdapter?: boolean;
  /** As browsers of 2024 have it: of the adapter, not of what it says. */
  readonly isOldFallback?: boolean;
}

const empty = { vendor: '', architecture: '', device: '', description: '' };

/** A WebGPU that gives these to one who asks for the strongest, the most frugal and one in software. */
function gpuOf(strong: Info | null, frugal: Info | null, software: Info | null): GPU {
  const adapter = (said: Info | null): unknown => {
    if (said === null) return null;
    const { isOldFallback, ...info } = said;
    const old = isOldFallback === undefined ? {} : { isFallbackAdapter: isOldFallback };
    return { info: { ...empty, ...info }, ...old };
  };
  const requestAdapter = (options: GPURequestAdapterOptions = {}): Promise<unknown> => {
    if (options.forceFallbackAdapter === true) return Promise.resolve(adapter(software));
    const offered = { 'high-performance': strong, 'low-power': frugal };
    const { powerPreference } = options;
    return Promise.resolve(
      powerPreference === undefined ? null : adapter(offered[powerPreference]),
    );
  };
  return { requestAdapter } as GPU;
}

async function shown(gpu: GPU): Promise<readonly [string, boolean][]> {
  return (await findAdapters(gpu)).map(({ name, isSoftware }) => [name, isSoftware]);
}

const geforce = { vendor: 'nvidia', architecture: 'ampere', device: 'NVIDIA GeForce RTX 3080' };
const iris = {
  vendor: 'intel',
  architecture: 'gen-12lp',
  device: '0x9a49',
  description: 'Iris Xe',
};
const swiftshader = { vendor: 'google', architecture: 'swiftshader' };

describe('the adapters of a computer', () => {
  it('are the strongest, the most frugal and one in software, each once', async () => {
    expect(await shown(gpuOf(geforce, iris, { ...swiftshader, isFallbackAdapter: true }))).toEqual([
      ['NVIDIA GeForce RTX 3080', false],
      ['Iris Xe', false],
      ['google swiftshader', true],
    ]);
    // Of two with the same name the strongest.
    const marked = { ...geforce, isFallbackAdapter: true };
    expect(await shown(gpuOf(geforce, marked, marked))).toEqual([[geforce.device, false]]);
    expect(await shown(gpuOf(null, null, null))).toEqual([]);
    expect(await findAdapters(null)).toEqual([]);
  });

  it.each([
    'SwiftShader Device (Subzero)',
    'llvmpipe (LLVM 15.0.6)',
    'Microsoft Basic Render Driver',
  ])('are known to be in software without a mark: %s', async (device) => {
    expect(await shown(gpuOf({ device }, null, null))).toEqual([[device.replace(/\.$/, ''), true]]);
  });

  it.each<[Info, boolean]>([
    [{ device: 'A Card' }, false],
    [{ device: 'A Card', isFallbackAdapter: true }, true],
    [{ device: 'A Card', isOldFallback: true }, true],
    [{ device: 'A Card', isFallbackAdapter: false, isOldFallback: true }, false],
  ])('are in software where they are marked so: %j', async (info, isSoftware) => {
    expect(await shown(gpuOf(info, null, null))).toEqual([['A Card', isSoftware]]);
  });

  it.each<[Info, string]>([
    [{ device: 'Card 0x10', description: 'Another' }, 'Card 0x10'],
    [{ device: '0x10', vendor: 'intel', architecture: 'xe' }, 'intel xe'],
    [{ device: '--A Card (TM)..', description: 'Another' }, 'A Card (TM)'],
    [{ device: ' ; ', description: 'Another' }, 'Another'],
  ])('are called what tells them apart best: %j', async (info, name) => {
    expect(await shown(gpuOf(info, null, null))).toEqual([[name, false]]);
  });

  it('have short names that can be printed, whatever a driver says', async () => {
    const device = `\u0000\u001b[31m evil\n\u202ename ${'x'.repeat(1000)}`;
    const [[name]] = (await shown(gpuOf({ device }, null, null))) as [[string, boolean]];
    expect(name).toMatch(/^\[31m evil name x+$/);
    expect(name.length).toBeLessThanOrEqual(64);
    expect(await shown(gpuOf({}, null, null))).toEqual([['GPU', false]]);
  });
});
