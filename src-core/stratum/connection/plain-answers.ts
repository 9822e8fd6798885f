/** Answers that depend on the request alone. */
import { asciiJson, configureLine, successLine } from '../stratum-messages.ts';
import type { StratumRequest } from '../stratum-messages.ts';

type PlainRequest = Extract<
  StratumRequest,
  { method: 'configure' | 'extranonce' | 'ping' | 'version' | 'nothing' }
>;

/** The line that answers a request, null where none is expected. */
export function plainAnswer(request: PlainRequest, softwareName: string): string | null {
  switch (request.method) {
    case 'configure':
      return configureLine(request.id, request.extensions);
    case 'extranonce':
      return successLine(request.id, 'true');
    case 'ping':
      return successLine(request.id, '"pong"');
    case 'version':
      return successLine(request.id, asciiJson(softwareName));
    case 'nothing':
      return null;
  }
}
