/** Lets a person decide about machines that nobody knows yet. */
import type { ApprovalEvent } from '../stratum-events.ts';
import type { AuthorizeRequest } from './authorization.ts';

export interface ApprovalPrompt {
  /**
   * Asks; resolves with the person's answer, or false when the door is closed or the question
   * withdrawn before.
   */
  ask(request: AuthorizeRequest, withdrawn: AbortSignal): Promise<boolean>;
  /** Answers a question. False when nobody asks it (any more). */
  answer(question: number, accept: boolean): boolean;
  close(): void;
}

/** A door whose questions are told through `onEvent`. */
export function openApprovalPrompt(onEvent: (event: ApprovalEvent) => void): ApprovalPrompt {
  const open = new Map<number, (accept: boolean) => void>();
  let lastQuestion = 0;

  function answer(question: number, accept: boolean): boolean {
    const settle = open.get(question);
    if (settle === undefined) return false;
    open.delete(question);
    onEvent({ type: 'machine-answered', question });
    settle(accept);
    return true;
  }

  return {
    ask({ rig, peer }, withdrawn) {
      const question = ++lastQuestion;
      withdrawn.addEventListener('abort', () => answer(question, false), { once: true });
      return new Promise((resolve) => {
        open.set(question, resolve);
        onEvent({ type: 'machine-asks', question, rig, address: peer.address, agent: peer.agent });
      });
    },
    answer,
    close() {
      for (const question of [...open.keys()]) answer(question, false);
    },
  };
}
