/** Asks the user about machines that are new here. */
import type { Logger } from '../../logging/logger.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import type { ApprovalEvent } from '../stratum-events.ts';
import type { AuthorizeRequest } from './authorization.ts';

export interface ApprovalPrompt {
  /**
   * Asks; resolves with the user's answer, with false when the prompt is closed or the question
   * withdrawn before, or with null when questions are dropped.
   */
  ask(request: AuthorizeRequest, withdrawn: AbortSignal): Promise<boolean | null>;
  /** Answers a question. False when it is not open, or no longer. */
  answer(question: number, accept: boolean): boolean;
  /** Answers all open questions with yes. */
  acceptAll(): void;
  /** Drops all open questions unanswered: the rules have changed, and decide without the user. */
  dropAll(): void;
  /** Answers all open questions with no. */
  close(): void;
}

/** @param onEvent receives the questions and that they were answered */
export function openApprovalPrompt(
  onEvent: (event: ApprovalEvent) => void,
  logger: Logger,
): ApprovalPrompt {
  const open = new Map<number, (accept: boolean | null) => void>();
  let lastQuestion = 0;

  function answer(question: number, accept: boolean | null): boolean {
    const settle = open.get(question);
    if (settle === undefined) return false;
    open.delete(question);
    settle(accept);
    onEvent({ type: 'machine-answered', question });
    return true;
  }

  /** A timer withdraws questions: what is thrown there would end the program. */
  function withdraw(question: number): void {
    try {
      answer(question, false);
    } catch (error) {
      logger.error(`withdrawing a question failed: ${detailOf(error)}`);
    }
  }

  function answerAll(accept: boolean | null): void {
    for (const question of [...open.keys()]) answer(question, accept);
  }

  return {
    ask({ rig, peer }, withdrawn) {
      const question = ++lastQuestion;
      withdrawn.addEventListener('abort', () => withdraw(question));
      return new Promise((resolve) => {
        open.set(question, resolve);
        onEvent({ type: 'machine-asks', question, rig, address: peer.address, agent: peer.agent });
      });
    },
    answer,
    acceptAll: () => answerAll(true),
    dropAll: () => answerAll(null),
    close: () => answerAll(false),
  };
}
