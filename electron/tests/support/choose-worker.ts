/** Chooses what mines, on the page of settings or at the first run. */
import type { Locator, Page } from '@playwright/test';

/**
 * This kind of worker in place of the processor.
 * @param options how long it may take until that kind is offered
 */
export async function mineOnlyWith(
  place: Page | Locator,
  kind: RegExp,
  options: { readonly timeout?: number } = {},
): Promise<void> {
  const box = (name: RegExp): Locator => place.getByRole('checkbox', { name });
  await box(kind).click(options);
  // What is chosen shows once it is saved.
  await box(kind).and(place.locator(':checked')).waitFor();
  await box(/This computer’s processor/).click();
}
