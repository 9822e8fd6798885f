/** Hashes per second of a text that begins with a hash rate, such as `12.3 kH/s`; NaN where there is none. */
export function hashesPerSecond(text: string): number {
  const [, digits = '', prefix = ''] = /([\d.]+)\s*([kMGT]?)H\/s/.exec(text) ?? [];
  return digits === '' ? NaN : Number(digits) * 1000 ** ['', 'k', 'M', 'G', 'T'].indexOf(prefix);
}
