/** What a session's metrics say, read as Prometheus does. */

/** The text that is served at a port of 127.0.0.1; null where nothing is. */
export async function metricsOf(port: number): Promise<string | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, {
      headers: { connection: 'close' },
    });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
