import { createRequire } from 'node:module';

const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Rules about whole pages, which a story is not. */
const pageRules = ['page-has-heading-one', 'landmark-one-main', 'region'];

/** Runs in the page, where axe has been loaded. */
async function judgeInPage(disabled) {
  const { violations } = await window.axe.run('#storybook-root', {
    resultTypes: ['violations'],
    rules: Object.fromEntries(disabled.map(id => [id, { enabled: false }])),
  });
  return violations.map(
    ({ id, help, nodes }) =>
      `axe ${id}: ${help}\n      ${nodes
        .map(({ html }) => html.slice(0, 160))
        .slice(0, 3)
        .join('\n      ')}`,
  );
}

/** What axe finds in the shown story, in words. */
export async function judgeByAxe(page) {
  if (await page.evaluate(() => window.axe === undefined)) {
    await page.addScriptTag({ path: source });
  }
  return page.evaluate(judgeInPage, pageRules);
}
