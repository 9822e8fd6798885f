import { describe, expect, it } from 'vitest';
import { findAdapters } from './adapters.ts';

/** What drivers say of themselves; everything else is as with a card of 2026. */
interface Info {
  readonly vendor?: string;
  readonly architecture?: string;
  readonly device?: string;
  readonly description?: string;
  readonly isFallbackAdapter?: boolean;
}

const empty = { vendor: '', architecture: '', device: '', description: '' };

/** A WebGPU that gives these to one who asks for the strongest, the most frugal and one in software. */
function gpuOf(strong: Info | null, frugal: Info | null, software: Info | null): GPU {
  const adapter = (info: Info | null): unknown => info && { info: { ...empty, ...info } };
  const requestAdapter = (options: GPURequestAdapterOptions = {}): Promise<unknown> => {
    if (options.forceFallbackAdapter === true) return Promise.resolve(adapter(software));
    return Promise.resolve(adapter(options.powerPreference === 'low-power' ? frugal : strong));
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
    expect(await shown(gpuOf(geforce, geforce, null))).toHaveLength(1);
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

  it('have short names that can be printed, whatever a driver says', async () => {
    const device = `\u0000\u001b[31m evil\n\u202ename ${'x'.repeat(1000)}`;
    const [[name]] = (await shown(gpuOf({ device }, null, null))) as [[string, boolean]];
    expect(name).toMatch(/^\[31m evil name x+$/);
    expect(name.length).toBeLessThanOrEqual(64);
    expect(await shown(gpuOf({}, null, null))).toEqual([['GPU', false]]);
  });
});
