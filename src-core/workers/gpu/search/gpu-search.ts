/** Searches on a graphics card: dispatches of a compute shader, two of which may be under way. */
import { nonceAt, widestLayout } from '../../../pow-kernel/nonce-layout.ts';
import type { NonceLayout } from '../../../pow-kernel/nonce-layout.ts';
import type { SearchedWork } from './searched-work.ts';
import { hashOf, topWord, writeRow } from './searched-work.ts';
import { generateWgsl, GROUP_SIZE, LIST_LENGTH } from './wgsl-kernel.ts';
import type { WgslKernel } from './wgsl-kernel.ts';

/** Nonces of one dispatch, a power of two. */
export const MIN_DISPATCH = GROUP_SIZE;
const MAX_DISPATCH = 2 ** 30;

/** Columns of a row: WebGPU takes 65535 workgroups in each dimension. */
const MAX_COLUMNS = 2 ** 22;
const MAX_ROWS = 2 ** 12;

/** Values of the WebGPU specification: Node has no global names for them. */
const USAGE = { mapRead: 1, copySource: 4, copyTarget: 8, storage: 128 } as const;
const MAP_FOR_READING = 1;
const LIST_BYTES = 8 + 8 * LIST_LENGTH;

/** The card computed something that the processor does not confirm. */
export class WrongResult extends Error {}

export interface GpuSearch {
  /** Compiles the shader for headers of this length, if that has not been done. */
  prepare(workBytes: number): Promise<void>;
  /**
   * Tries the nonces at `count` places from `place` on, and returns those that solve the work; of many, the
   * {@link LIST_LENGTH} that the card found first. Two searches may be under way.
   * @param place a multiple of `count`
   * @param count a power of two, {@link MIN_DISPATCH} … `maxDispatch`
   * @throws WrongResult when the card computes wrongly
   * @throws what WebGPU throws, above all when the device is lost
   */
  search(work: SearchedWork, place: bigint, count: number): Promise<bigint[]>;
  /** The largest `count` for headers of this length. */
  maxDispatch(workBytes: number): number;
}

/** A search on a device that was just made, and is not used for anything else. */
export function createGpuSearch(device: GPUDevice): GpuSearch {
  const kernels = new Map<number, Promise<Compiled>>();

  function compiled(workBytes: number): Promise<Compiled> {
    const known = kernels.get(workBytes);
    if (known !== undefined) return known;
    const made = compile(device, widestLayout(workBytes));
    kernels.set(workBytes, made);
    return made;
  }

  async function search(work: SearchedWork, place: bigint, count: number): Promise<bigint[]> {
    const kernel = await compiled(work.bytes.length);
    const buffers = kernel.free.pop() ?? makeBuffers(device, kernel);
    const list = await dispatch(device, kernel, buffers, work, place, count);
    kernel.free.push(buffers);
    const solutions = list.places
      .map((found) => nonceAt(kernel.layout, place + found))
      .filter((nonce) => confirmed(work, nonce));
    // A candidate is no solution only where its highest word is the target's: by chance not 64 times in a row.
    if (list.count > LIST_LENGTH && solutions.length === 0) {
      throw new WrongResult(`${list.count} candidates, and none of those listed is a solution`);
    }
    return solutions;
  }

  return {
    prepare: async (workBytes) => void (await compiled(workBytes)),
    search,
    maxDispatch: (workBytes) =>
      Math.min(MAX_DISPATCH, MAX_ROWS * columnsOf(widestLayout(workBytes), MAX_DISPATCH)),
  };
}

/** A shader that is ready to run. */
interface Compiled {
  readonly layout: NonceLayout;
  readonly kernel: WgslKernel;
  readonly pipeline: GPUComputePipeline;
  /** Not in use now. */
  readonly free: Buffers[];
}

/** What one dispatch reads and writes. */
interface Buffers {
  readonly rows: GPUBuffer;
  readonly list: GPUBuffer;
  readonly read: GPUBuffer;
  readonly group: GPUBindGroup;
}

async function compile(device: GPUDevice, layout: NonceLayout): Promise<Compiled> {
  const kernel = generateWgsl(layout);
  const module = device.createShaderModule({ code: kernel.code });
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module, entryPoint: 'search' },
  });
  return { layout, kernel, pipeline, free: [] };
}

function makeBuffers(device: GPUDevice, { kernel, pipeline }: Compiled): Buffers {
  const size = 4 * MAX_ROWS * kernel.rowWords;
  const rows = device.createBuffer({ size, usage: USAGE.storage | USAGE.copyTarget });
  const list = device.createBuffer({
    size: LIST_BYTES,
    usage: USAGE.storage | USAGE.copySource | USAGE.copyTarget,
  });
  const read = device.createBuffer({ size: LIST_BYTES, usage: USAGE.mapRead | USAGE.copyTarget });
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [rows, list].map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  return { rows, list, read, group };
}

/** Nonces of a row, all rows of a dispatch having as many. */
function columnsOf({ span }: NonceLayout, count: number): number {
  return Math.min(count, span, MAX_COLUMNS);
}

interface List {
  /** Candidates found. */
  readonly count: number;
  /** Of those listed, the distance from the dispatch's first place. */
  readonly places: readonly bigint[];
}

async function dispatch(
  device: GPUDevice,
  { layout, kernel, pipeline }: Compiled,
  { rows, list, read, group }: Buffers,
  work: SearchedWork,
  place: bigint,
  count: number,
): Promise<List> {
  const columns = columnsOf(layout, count);
  const rowCount = count / columns;
  const table = new Uint32Array(rowCount * kernel.rowWords);
  for (let row = 0; row < rowCount; row++) {
    const first = place + BigInt(row) * BigInt(columns);
    writeRow(work, kernel, layout, first, table, row * kernel.rowWords);
  }
  device.queue.writeBuffer(rows, 0, table);
  const encoder = device.createCommandEncoder();
  encoder.clearBuffer(list);
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(columns / GROUP_SIZE, rowCount);
  pass.end();
  encoder.copyBufferToBuffer(list, 0, read, 0, LIST_BYTES);
  device.queue.submit([encoder.finish()]);
  await read.mapAsync(MAP_FOR_READING);
  const words = new Uint32Array(read.getMappedRange()).slice();
  read.unmap();
  const found = words[0]!;
  const places = Array.from({ length: Math.min(found, LIST_LENGTH) }, (_, index) => {
    const [row, column] = [words[2 + 2 * index]!, words[3 + 2 * index]!];
    return BigInt(row) * BigInt(columns) + BigInt(column);
  });
  return { count: found, places };
}

/** Looks at the whole hash; the card has compared its highest word. */
function confirmed(work: SearchedWork, nonce: bigint): boolean {
  const hash = hashOf(work, nonce);
  if (topWord(hash) > topWord(work.target)) throw new WrongResult(`nonce ${nonce} is no candidate`);
  return hash <= work.target;
}
