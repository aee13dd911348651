import { judgeByAxe } from './axe.mjs';
import { openStorybook, viewports } from './storybook.mjs';

/** Runs in the page: what makes a narrow window scroll sideways as a whole. */
function findSidewaysScroll() {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth
    ? [`is ${scrollWidth} px wide in a window of ${clientWidth} px`]
    : [];
}

/** Shows stories one by one; gives what is wrong with each, by its id. */
async function judgeEach(page, show, { stories, mode, judge }) {
  const problemsOf = new Map(stories.map(({ id }) => [id, []]));
  let problems = [];
  page.on('console', message => {
    if (message.type() === 'error') {
      problems.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', error => problems.push(`error: ${error.message}`));
  for (const { id } of stories) {
    problems = problemsOf.get(id);
    try {
      await show(id, mode);
      problems.push(...(await judge(page)));
    } catch (error) {
      problems.push(error.message);
    }
  }
  return problemsOf;
}

/**
 * Judges every story in one appearance: by axe and the console in a wide
 * window, and by its width in a narrow one.
 */
export async function judgeStories(browser, { stories, address, mode }) {
  const outcomes = [];
  const judges = [
    ['wide', judgeByAxe],
    ['narrow', page => page.evaluate(findSidewaysScroll)],
  ];
  for (const [size, judge] of judges) {
    const context = await browser.newContext({
      viewport: viewports[size],
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const show = openStorybook(page, address);
    const problemsOf = await judgeEach(page, show, { stories, mode, judge });
    for (const [id, problems] of problemsOf) {
      outcomes.push({ name: `${id}, ${mode}, ${size}`, problems });
    }
    await context.close();
  }
  return outcomes;
}
