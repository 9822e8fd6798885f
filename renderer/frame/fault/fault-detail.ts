/** As long as the main process takes. */
const DETAIL_LIMIT = 16_384;

/** What was thrown, its stack and the components it came through, for the log. JavaScript can throw anything. */
export function faultDetail(thrown: unknown, componentStack: string): string {
  const own = thrown instanceof Error ? (thrown.stack ?? thrown.message) : textOf(thrown);
  return `${own.slice(0, DETAIL_LIMIT / 2)}\nin${componentStack}`.slice(0, DETAIL_LIMIT);
}

function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return typeof thrown;
  }
}
