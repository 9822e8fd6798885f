/** The graphics cards that WebGPU offers, and what they are called. */

/** An adapter as it is shown; its name is what tells it from the others. */
export interface AdapterName {
  readonly name: string;
  /** It computes on the processor, slower than the `cpu` worker. */
  readonly isSoftware: boolean;
}

interface FoundAdapter extends AdapterName {
  readonly adapter: GPUAdapter;
}

/** Longest name that is shown. */
const MAX_NAME = 64;
/** Drivers that compute on the processor; browsers of before 2025 do not mark all of them. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render|\bwarp\b/i;

/**
 * WebGPU has no list: it is asked for the strongest adapter, for the most frugal one and for one in software. Of two
 * with the same name only one can be reached.
 * @param gpu null where there is no WebGPU
 */
export async function findAdapters(gpu: GPU | null): Promise<FoundAdapter[]> {
  if (gpu === null) return [];
  const found = new Map<string, FoundAdapter>();
  const asked: readonly GPURequestAdapterOptions[] = [
    { powerPreference: 'high-performance' },
    { powerPreference: 'low-power' },
    { forceFallbackAdapter: true },
  ];
  for (const options of asked) {
    const adapter = await gpu.requestAdapter(options);
    if (adapter === null) continue;
    const { name, isSoftware } = describe(adapter);
    if (!found.has(name)) found.set(name, { adapter, name, isSoftware });
  }
  return [...found.values()];
}

function describe(adapter: GPUAdapter): AdapterName {
  const { vendor, architecture, device, description } = adapter.info;
  // Dawn has the card's name in `device`, Chromium a number, and the name in `description`.
  const names = [/^0x/.test(device) ? '' : device, description, `${vendor} ${architecture}`];
  const name = names.map(cleaned).find((each) => each !== '') ?? 'GPU';
  const marked =
    (adapter.info as Partial<GPUAdapterInfo>).isFallbackAdapter ??
    (adapter as { readonly isFallbackAdapter?: boolean }).isFallbackAdapter ??
    false;
  const isSoftware = marked || SOFTWARE.test(`${vendor} ${architecture} ${device} ${description}`);
  return { name, isSoftware };
}

/** Text of a driver: printable, without spaces and punctuation at its ends, of bounded length. */
function cleaned(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}\p{P}\p{S}]+/gu, ' ')
    .slice(0, MAX_NAME)
    .replace(/^[\s\-_,;:.]+|[\s\-_,;:.]+$/g, '');
}
