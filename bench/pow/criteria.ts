/** A line that says whether a figure is as good as it should be. */
export function printCriterion(what: string, value: number, limit: number, unit = ''): void {
  const isTime = unit === 'ms' || unit === 's';
  const isMet = isTime ? value < limit : value >= limit;
  const bound = `${isTime ? 'under' : 'at least'} ${limit}${unit === '' ? ' x' : ` ${unit}`}`;
  const figure = `${value.toFixed(2)}${unit === '' ? ' x' : ` ${unit}`}`;
  console.log(`${isMet ? 'met    ' : 'NOT MET'}  ${what}: ${figure} (${bound})`);
}
