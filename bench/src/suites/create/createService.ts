import { performance } from 'node:perf_hooks';
import type { Page } from 'playwright-core';

const madeWithinMs = 120_000;
const formWithinMs = 60_000;

/** What the task's page must lead to at its end. */
const linkNames = [
  'Service in the catalog',
  'Repository',
  'Pull request against GitOps',
  'Its SLOs',
] as const;

/**
 * Makes a Go service through the form, as somebody who waits for the links.
 *
 * @returns milliseconds from the click on _Create_ until each link can be seen
 * @throws Error if two links lead to the same place
 */
export async function createService(
  page: Page,
  portalUrl: string,
  name: string,
): Promise<number> {
  await fillForm(page, portalUrl, name);
  const create = page.getByRole('button', { name: 'Create', exact: true });
  await create.waitFor();
  const links = linkNames.map(link =>
    page.getByRole('link', { name: link }).first(),
  );
  const startedAt = performance.now();
  await create.click();
  await Promise.all(links.map(link => link.waitFor({ timeout: madeWithinMs })));
  const madeAfterMs = performance.now() - startedAt;
  const targets = await Promise.all(
    links.map(link => link.getAttribute('href')),
  );
  if (new Set(targets).size < links.length) {
    throw new Error(`Some links lead to the same place: ${targets.join(', ')}`);
  }
  return madeAfterMs;
}

/** Answers all questions, up to the review. */
async function fillForm(
  page: Page,
  portalUrl: string,
  name: string,
): Promise<void> {
  const field = (label: string) => page.getByRole('textbox', { name: label });
  const next = () => page.getByRole('button', { name: 'Next' }).click();
  await page.goto(`${portalUrl}/create/templates/default/go-service`);
  await field('Name').fill(name);
  await page.getByText(`${name} is free.`).waitFor({ timeout: formWithinMs });
  await field('What it is for').fill('Keeps baskets until they are orders.');
  await page.getByRole('combobox', { name: 'System' }).click();
  await page.getByRole('option', { name: 'Ordering' }).first().click();
  await next();
  await field('Resource').fill('basket');
  await next();
  await page.getByText('Leaves room for 43 m 12 s').waitFor();
  await next();
  await page
    .getByText(/^A repository .* with/)
    .waitFor({ timeout: formWithinMs });
  await page.getByRole('button', { name: 'Review' }).click();
}
