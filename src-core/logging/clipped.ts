/** The first `limit` characters, with an ellipsis where some are missing. */
export function clipped(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}
