/**
 * What only a browser with a canvas can tell of the charts. Each check gets a
 * page and a function that shows a story, and throws when something is wrong.
 */
import assert from 'node:assert/strict';

const plots = '.gr-plot';

async function plotBox(page, index = 0) {
  const box = await page.locator(`${plots} .u-over`).nth(index).boundingBox();
  assert.ok(box && box.width > 200, 'the plot has a place on the page');
  return box;
}

async function dragOver(page, box, from, to) {
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, y, { steps: 6 });
  await page.mouse.up();
}

export const chartChecks = {
  async 'dragging selects a range, a double click shows all again'(page, show) {
    await show('chart-timeserieschart--one-line');
    const box = await plotBox(page);
    await dragOver(page, box, 0.25, 0.5);
    const reset = page.getByRole('button', { name: 'Reset range' });
    await reset.waitFor();
    await page.mouse.dblclick(box.x + 100, box.y + 50);
    await reset.waitFor({ state: 'detached' });
  },

  async 'one cursor moves over all charts with the same key'(page, show) {
    await show('chart-timeserieschart--shared-cursor');
    const box = await plotBox(page);
    await page.mouse.move(box.x + box.width / 2, box.y + 40);
    await page.locator('.gr-cursor-time').nth(1).waitFor();
    const times = await page.locator('.gr-cursor-time').allTextContents();
    assert.equal(times.length, 2);
    assert.equal(times[0], times[1]);
  },

  async 'arrow keys read out samples, Shift selects, Enter shows, Backspace resets'(
    page,
    show,
  ) {
    await show('chart-timeserieschart--shared-cursor');
    const chart = page.getByRole('slider').first();
    await chart.focus();
    await page.keyboard.press('ArrowLeft');
    const first = await chart.getAttribute('aria-valuetext');
    assert.match(first, /^\d\d:\d\d.*: order-service .* %$/);
    await page.keyboard.press('ArrowLeft');
    assert.notEqual(await chart.getAttribute('aria-valuetext'), first);
    assert.equal(await page.locator('.gr-cursor-time').count(), 2);
    for (let press = 0; press < 3; press += 1) {
      await page.keyboard.press('Shift+PageDown');
    }
    const spoken = page
      .getByRole('figure', { name: 'Error rate' })
      .getByRole('status');
    assert.match(
      await spoken.textContent(),
      /^Selected \d\d:\d\d to \d\d:\d\d\. Enter shows it\.$/,
    );
    await page.keyboard.press('Enter');
    const reset = page.getByRole('button', { name: 'Reset range' });
    await reset.waitFor();
    await chart.focus();
    await page.keyboard.press('Backspace');
    await reset.waitFor({ state: 'detached' });
  },

  async 'marks list what happened and lead there'(page, show) {
    await show('chart-timeserieschart--with-marks');
    const marks = page.getByRole('group', { name: 'Events on Error rate' });
    assert.equal(await marks.getByRole('button').count(), 3);
    await marks.getByRole('button', { name: '2 events' }).hover();
    const link = marks.getByRole('link', { name: 'SLO burns' });
    await link.waitFor();
    assert.equal(await link.getAttribute('href'), '/a');
  },

  async 'a gap has no line across it'(page, show) {
    await show('chart-timeserieschart--with-gap');
    const inked = await page.evaluate(() => {
      const canvas = document.querySelector('.gr-plot canvas');
      const over = document
        .querySelector('.gr-plot .u-over')
        .getBoundingClientRect();
      const ground = canvas.getBoundingClientRect();
      const ratio = canvas.width / ground.width;
      const context = canvas.getContext('2d');
      const colour = getComputedStyle(document.body)
        .getPropertyValue('--gr-series-1')
        .trim();
      const wanted = [1, 3, 5].map(at =>
        parseInt(colour.slice(at, at + 2), 16),
      );
      const hasInk = share => {
        const x = Math.round(
          (over.left - ground.left + over.width * share) * ratio,
        );
        const column = context.getImageData(x, 0, 1, canvas.height).data;
        for (let at = 0; at < column.length; at += 4) {
          const near = wanted.every(
            (value, band) => Math.abs(column[at + band] - value) < 60,
          );
          if (near && column[at + 3] > 120) {
            return true;
          }
        }
        return false;
      };
      // Samples 60 to 89 of 180 are missing.
      return { line: hasInk(0.2), gap: hasInk(0.42) };
    });
    assert.deepEqual(inked, { line: true, gap: false });
  },

  async 'the numbers are there as a table'(page, show) {
    await show('chart-timeserieschart--with-gap');
    await page.getByRole('button', { name: 'Show as table' }).click();
    const rows = page
      .getByRole('table', { name: 'Error rate' })
      .getByRole('row');
    assert.equal(await rows.count(), 181);
    await page.getByRole('button', { name: 'Show as chart' }).click();
    await page.locator(plots).waitFor();
  },

  async 'a narrow chart is a sparkline and three numbers'(page, show) {
    await show('chart-timeserieschart--narrow');
    await page.getByRole('img', { name: /order-service: latest/ }).waitFor();
    assert.equal(await page.locator('.gr-chart-compact dd').count(), 3);
    assert.equal(await page.locator('canvas').count(), 0);
  },

  async 'a chart follows the appearance'(page, show) {
    await show('chart-timeserieschart--one-line', 'dark');
    const colours = await page.evaluate(() => {
      const canvas = document.querySelector('.gr-plot canvas');
      const { data } = canvas
        .getContext('2d')
        .getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] === 255) {
          seen.add(
            [...data.slice(at, at + 3)]
              .map(part => part.toString(16).padStart(2, '0'))
              .join(''),
          );
        }
      }
      return [...seen];
    });
    assert.ok(
      colours.includes('9aa4ff'),
      `the dark line colour is drawn, of ${colours.length}`,
    );
  },
};
