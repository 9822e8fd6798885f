import type { Locator, Page } from '@playwright/test';

/** Where the window says how mining goes: the strip on every page, the verdict on Home. */
export function whatIsSaid(page: Page): { readonly strip: Locator; readonly verdict: Locator } {
  return {
    strip: page.getByRole('banner', { name: 'Status' }),
    verdict: page.getByTestId('verdict'),
  };
}
