import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Where the stories are built to. */
export const storybookFolder = fileURLToPath(
  new URL('../storybook-static', import.meta.url),
);

/** The appearances every story is looked at in. */
export const modes = ['light', 'dark'];

/** Window sizes every story is looked at in, in px. */
export const viewports = {
  wide: { width: 1280, height: 800 },
  narrow: { width: 390, height: 844 },
};

/** The stories of the built Storybook, with `id`, `title` and `name`. */
export async function readStories() {
  try {
    const index = JSON.parse(
      await readFile(`${storybookFolder}/index.json`, 'utf8'),
    );
    return Object.values(index.entries).filter(({ type }) => type === 'story');
  } catch (error) {
    throw new Error(
      `There are no built stories in ${storybookFolder}. Run "yarn workspace @goreliable/ui storybook:build" first.`,
      { cause: error },
    );
  }
}

/** Runs in the page: tells Storybook what to show and waits until that is drawn. */
function showInPage({ id, isShown }) {
  const channel = window.__STORYBOOK_ADDONS_CHANNEL__;
  return new Promise((resolve, reject) => {
    const outcomes = {
      storyRendered: () => resolve(),
      storyMissing: () => reject(new Error(`There is no story ${id}`)),
      storyErrored: ({ title, description }) =>
        reject(new Error(`${title}: ${description}`)),
      storyThrewException: ({ message }) => reject(new Error(message)),
    };
    const listeners = Object.entries(outcomes).map(([name, outcome]) => {
      const listener = value => {
        listeners.forEach(([other, one]) => channel.off(other, one));
        outcome(value);
      };
      channel.on(name, listener);
      return [name, listener];
    });
    if (isShown) {
      // The same again, from its beginning.
      channel.emit('forceRemount', { storyId: id });
    } else {
      channel.emit('setCurrentStory', { storyId: id, viewMode: 'story' });
    }
  });
}

/** Runs in the page: whether every chart is drawn. They load with the first one. */
function areChartsDrawn() {
  return [...document.querySelectorAll('.gr-chart-body')].every(chart =>
    chart.querySelector(
      '.u-over, .gr-chart-compact, .gr-chart-empty, .gr-chart-table',
    ),
  );
}

/**
 * A page that shows one story after the other; to load the page anew for each
 * would take most of the time.
 */
export function openStorybook(page, address) {
  const current = { id: '', mode: '' };

  async function load(id, mode) {
    await page.goto(
      `${address}/iframe.html?id=${id}&viewMode=story&globals=mode:${mode}`,
    );
    await page.waitForFunction(
      expected =>
        document.body.classList.contains('sb-show-main') &&
        document.body.dataset.themeMode === expected,
      mode,
    );
    await page.evaluate(() => document.fonts.ready);
  }

  return async function show(id, mode = 'light') {
    if (current.mode === mode) {
      // What one story has remembered must not change the next.
      await page.evaluate(() => localStorage.clear());
      await page.evaluate(showInPage, { id, isShown: current.id === id });
    } else {
      await load(id, mode);
    }
    Object.assign(current, { id, mode });
    await page.waitForFunction(areChartsDrawn);
  };
}
