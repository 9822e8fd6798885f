/** The state of the program, asked over the page's own bridge. */
import type { Page } from '@playwright/test';
import type { AppState } from '../../../contract/screen-contract.ts';

// Text rather than functions: the tests are checked without the types of a browser.

/** All of the state. */
export function appState(page: Page): Promise<AppState> {
  return page.evaluate<AppState>('window.miner.getState()');
}

/** Height of the newest block of each chain, by chain. */
export async function heights(page: Page): Promise<number[]> {
  return (await appState(page)).snapshot.tips.map(({ height }) => height);
}

/** Texts of the latest log records. */
export async function logTexts(page: Page): Promise<string[]> {
  return (await appState(page)).logs.map(({ text }) => text);
}

/** What a request that must not succeed is rejected with; `answered` when it is answered. */
export function rejectionOf(page: Page, request: string): Promise<string> {
  return page.evaluate<string>(`${request}.then(() => 'answered', (error) => error.message)`);
}
