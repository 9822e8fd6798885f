/**
 * A graphics card of paper: WebGPU in the process of the tests, which computes the shader here and throws on what the
 * specification forbids. Of WebGPU it has what a search uses.
 */
import { compileFunction } from 'node:vm';

/** Of https://www.w3.org/TR/webgpu/#namespacedef-gpubufferusage. */
const MAP_READ = 1;
const COPY_SOURCE = 4;
const COPY_TARGET = 8;
const STORAGE = 128;
const MOST_GROUPS = 65_535;

interface PaperBuffer {
  readonly size: number;
  readonly usage: number;
  readonly bytes: ArrayBuffer;
  isMapped: boolean;
}

interface Shader {
  readonly groupSize: number;
  readonly run: (rows: Uint32Array, hits: Hits, id: { x: number; y: number }) => void;
}

interface Hits {
  count: number;
  readonly places: (readonly [number, number])[];
}

export interface PaperCard {
  /** The WebGPU that offers this card alone. */
  readonly gpu: GPU;
  /** What was made and done on it. */
  readonly made: { buffers: number; pipelines: number; devices: number; dispatches: number };
  /** Changes what the card answers: words of the list, its count first. */
  spoil: (list: Uint32Array) => void;
  /** Thrown instead of a device. */
  refusal: Error | null;
  /** The driver gives it up. */
  lose(message: string): void;
  /** The driver reports an error that belongs to no call. */
  complain(message: string): void;
}

function check(holds: boolean, rule: string): void {
  if (!holds) throw new TypeError(`WebGPU: ${rule}`);
}

/** A card of this name. */
export function paperCard(device = 'A Card'): PaperCard {
  let lose: (message: string) => void = () => undefined;
  const lost = new Promise<{ message: string }>((resolve) => {
    lose = (message) => resolve({ message });
  });
  const listeners: ((event: { error: { message: string } }) => void)[] = [];
  const card = {
    made: { buffers: 0, pipelines: 0, devices: 0, dispatches: 0 },
    spoil: (): void => undefined,
    refusal: null,
    lose,
    complain: (message: string) => {
      for (const listener of listeners) listener({ error: { message } });
    },
  };
  const info = { vendor: '', architecture: '', device, description: '' };
  const requestDevice = (): Promise<unknown> => {
    if (paper.refusal !== null) return Promise.reject(paper.refusal);
    card.made.devices += 1;
    const addEventListener = (type: string, listener: (typeof listeners)[number]): void => {
      if (type === 'uncapturederror') listeners.push(listener);
    };
    return Promise.resolve({ lost, addEventListener, ...deviceOf(() => paper) });
  };
  const gpu = { requestAdapter: () => Promise.resolve({ info, requestDevice }) };
  const paper: PaperCard = { ...card, gpu: gpu as unknown as GPU };
  return paper;
}

function deviceOf(card: () => PaperCard): object {
  return {
    createShaderModule: ({ code }: { code: string }) => shaderOf(code),
    createComputePipelineAsync({ layout, compute }: GPUComputePipelineDescriptor) {
      card().made.pipelines += 1;
      check(layout === 'auto', 'the layout is made from the shader');
      check(compute.entryPoint === 'search', 'there is such an entry point');
      const getBindGroupLayout = (group: number): unknown => ({ group });
      return Promise.resolve({ shader: compute.module, getBindGroupLayout });
    },
    createBuffer({ size, usage }: GPUBufferDescriptor) {
      card().made.buffers += 1;
      check(size > 0 && size % 4 === 0, 'a buffer has whole words');
      check(
        (usage & MAP_READ) === 0 || usage === (MAP_READ | COPY_TARGET),
        'a mapped one is copied to',
      );
      return mappable({ size, usage, bytes: new ArrayBuffer(size), isMapped: false });
    },
    createBindGroup({ layout, entries }: { layout: { group: number }; entries: Entry[] }) {
      check(layout.group === 0, 'the shader has group 0');
      const bound = [0, 1].map(
        (at) => entries.find(({ binding }) => binding === at)?.resource.buffer,
      );
      check(
        bound.every((buffer) => (buffer?.usage ?? 0) & STORAGE),
        'storage is bound at 0 and 1',
      );
      return bound;
    },
    createCommandEncoder: () => encoderOf(card()),
    queue: {
      writeBuffer(buffer: PaperBuffer, offset: number, data: Uint32Array) {
        check((buffer.usage & COPY_TARGET) !== 0, 'a written buffer is copied to');
        new Uint32Array(buffer.bytes, offset).set(data);
      },
      submit: (commands: readonly (() => void)[]) => commands.forEach((command) => command()),
    },
  };
}

interface Entry {
  readonly binding: number;
  readonly resource: { readonly buffer: PaperBuffer };
}

function mappable(buffer: PaperBuffer): object {
  let range: ArrayBuffer | null = null;
  return Object.assign(buffer, {
    mapAsync(mode: number) {
      check(mode === MAP_READ && (buffer.usage & MAP_READ) !== 0, 'the buffer is for reading');
      check(!buffer.isMapped, 'a buffer is mapped once');
      return new Promise<void>((resolve) => {
        setImmediate(() => {
          buffer.isMapped = true;
          resolve();
        });
      });
    },
    getMappedRange() {
      check(buffer.isMapped, 'the buffer is mapped');
      range = buffer.bytes.slice();
      return range;
    },
    unmap() {
      buffer.isMapped = false;
      // Nothing can be read from it any more.
      if (range !== null) structuredClone(range, { transfer: [range] });
    },
  });
}

/** Commands run once they are submitted. */
function encoderOf(card: PaperCard): object {
  const commands: (() => void)[] = [];
  let isPassOpen = false;
  let pipeline: { readonly shader: Shader } | null = null;
  let bound: readonly PaperBuffer[] = [];
  return {
    clearBuffer(buffer: PaperBuffer) {
      commands.push(() => new Uint8Array(buffer.bytes).fill(0));
    },
    beginComputePass() {
      isPassOpen = true;
      return {
        setPipeline: (given: { readonly shader: Shader }) => (pipeline = given),
        setBindGroup(group: number, given: readonly PaperBuffer[]) {
          check(group === 0, 'the shader has group 0');
          bound = given;
        },
        dispatchWorkgroups(columns: number, rows: number) {
          const fits = (groups: number): boolean =>
            Number.isInteger(groups) && groups >= 1 && groups <= MOST_GROUPS;
          check(fits(columns) && fits(rows), 'there are as many workgroups');
          check(pipeline !== null && bound.length === 2, 'a pipeline and its buffers are set');
          commands.push(() => compute(card, pipeline!.shader, bound, columns, rows));
        },
        end: () => (isPassOpen = false),
      };
    },
    copyBufferToBuffer(from: PaperBuffer, at: number, to: PaperBuffer, into: number, size: number) {
      check(
        (from.usage & COPY_SOURCE) !== 0 && (to.usage & COPY_TARGET) !== 0,
        'both are for copies',
      );
      check(!isPassOpen, 'the pass has ended');
      commands.push(() => {
        check(!to.isMapped, 'a mapped buffer is not written to');
        new Uint8Array(to.bytes, into).set(new Uint8Array(from.bytes, at, size));
      });
    },
    finish() {
      check(!isPassOpen, 'the pass has ended');
      return () => commands.forEach((command) => command());
    },
  };
}

function compute(
  card: PaperCard,
  { groupSize, run }: Shader,
  [rowBuffer, list]: readonly PaperBuffer[],
  columnGroups: number,
  rows: number,
): void {
  card.made.dispatches += 1;
  const table = new Uint32Array(rowBuffer!.bytes);
  const into = new Uint32Array(list!.bytes);
  const hits: Hits = { count: into[0]!, places: [] };
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columnGroups * groupSize; x += 1) run(table, hits, { x, y });
  }
  into[0] = hits.count;
  into.set(hits.places.flat(), 2);
  card.spoil(into);
}

/** The shader's code, which has no loops and no functions, as JavaScript. */
function shaderOf(code: string): Shader {
  const [, groupSize] = /@workgroup_size\((\d+)\)/.exec(code) ?? [];
  const [, body] = /fn search\([^\n]*\) \{\n(.*)\}\n$/s.exec(code) ?? [];
  check(groupSize !== undefined && body !== undefined, 'the shader can be compiled');
  const script = body!
    .replace(/\b(\d+)u\b/g, '$1')
    .replaceAll('>>', '>>>')
    .replaceAll('&hits.count', 'hits')
    .replace(/let (\w+) = (.*);/g, 'const $1 = ($2) >>> 0;');
  const compiled = compileFunction(script, ['atomicAdd', 'vec2u', 'rows', 'hits', 'id']);
  const atomicAdd = (hits: Hits, more: number): number => (hits.count += more) - more;
  const vec2u = (...pair: readonly number[]): readonly number[] => pair;
  return {
    groupSize: Number(groupSize),
    run: (compiled as (...values: readonly unknown[]) => void).bind(null, atomicAdd, vec2u),
  };
}
