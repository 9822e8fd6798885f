/** What disks, power cuts and other programs do to the bytes of a file. Pure: chance is an argument. */

export type Damage = (bytes: Buffer, random: () => number) => { bytes: Buffer; damage: string };

/** A page of a database, and of most file systems. */
export const PAGE = 4096;

/** By name. Bytes are damaged in place. */
export const BYTE_DAMAGE = {
  flips(bytes, random) {
    const places = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
      Math.floor(random() * bytes.length),
    );
    for (const at of places) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    return { bytes, damage: `flips at ${places.join(' ')}` };
  },
  header(bytes, random) {
    const places = Array.from({ length: 3 }, () => Math.floor(random() * PAGE));
    for (const at of places) bytes[at] = Math.floor(random() * 256);
    return { bytes, damage: `first page at ${places.join(' ')}` };
  },
  page(bytes, random) {
    const start = PAGE * Math.floor((random() * bytes.length) / PAGE);
    for (let at = start; at < start + PAGE; at += 1) bytes[at] = Math.floor(random() * 256);
    return { bytes, damage: `page at ${start}` };
  },
  truncation(bytes, random) {
    const length = Math.floor(random() * bytes.length);
    return { bytes: bytes.subarray(0, length), damage: `${length} bytes` };
  },
} satisfies Readonly<Record<string, Damage>>;
