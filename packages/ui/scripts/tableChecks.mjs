/** What only a browser that lays out and scrolls can tell of the tables. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

/** Lines drawn at once: what is in view in a window of 800 px, and some around it. */
const mostLinesDrawn = 60;

/** Runs in the page: scrolls step by step and counts what is drawn on the way. */
async function scrollAndCount({ steps, stepPx }) {
  const grid = document.querySelector('[role="grid"]');
  const lines = grid.querySelector('.gr-lines');
  let added = 0;
  const observer = new MutationObserver(changes => {
    for (const { addedNodes } of changes) {
      added += addedNodes.length;
    }
  });
  observer.observe(lines, { childList: true });
  let most = 0;
  for (let step = 0; step < steps; step += 1) {
    grid.scrollTop += stepPx;
    await new Promise(requestAnimationFrame);
    most = Math.max(most, lines.childElementCount);
  }
  await new Promise(requestAnimationFrame);
  observer.disconnect();
  return { added, most };
}

export const tableChecks = {
  async 'ten thousand rows draw only what is in view'(page, show) {
    await show('table-datatable--ten-thousand-rows');
    const steps = 40;
    const stepPx = 288;
    const before = await page.locator('.gr-lines > *').count();
    assert.ok(before > 10 && before < mostLinesDrawn, `${before} lines drawn`);
    const { added, most } = await page.evaluate(scrollAndCount, {
      steps,
      stepPx,
    });
    assert.ok(most < mostLinesDrawn, `${most} lines drawn at once`);
    // Each line that comes into view is drawn once, and none that is there again.
    const passed = (steps * stepPx) / 36;
    assert.ok(added > passed / 2, `${added} lines drawn for ${passed} passed`);
    assert.ok(
      added <= passed + mostLinesDrawn,
      `${added} lines drawn for ${passed} passed`,
    );
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await page.getByRole('row', { name: /-9999 / }).waitFor();
  },

  async 'the header stays while the lines scroll'(page, show) {
    await show('table-datatable--ten-thousand-rows');
    const top = async () =>
      (await page.getByRole('columnheader').first().boundingBox()).y;
    const before = await top();
    await page.evaluate(() => {
      document.querySelector('[role="grid"]').scrollTop = 50_000;
    });
    await page.locator('[aria-rowindex="1400"]').waitFor();
    assert.equal(await top(), before);
  },

  async 'the table is saved as it is shown'(page, show) {
    await show('table-datatable--filtered');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'objectives.csv');
    const text = await readFile(await download.path(), 'utf8');
    const [header, ...lines] = text.replace(/^\uFEFF/, '').split('\r\n');
    assert.equal(header, 'Service,State,Team,Objective,Burn rate (×),Image');
    const shown = await page.getByRole('rowheader').allTextContents();
    assert.deepEqual(
      lines.slice(0, -1).map(line => line.split(',')[0]),
      shown,
    );
  },

  async 'a loaded table stands where its skeleton stood'(page, show) {
    const places = async () => {
      const boxes = await Promise.all(
        ['.gr-table-toolbar', '.gr-head', '.gr-head .gr-cell:first-child'].map(
          part => page.locator(part).first().boundingBox(),
        ),
      );
      return boxes.map(({ x, y, height }) => ({ x, y, height }));
    };
    await show('table-datatable--loading');
    const loading = await places();
    const skeleton = await page
      .locator('.gr-skeleton-line')
      .first()
      .boundingBox();
    await show('table-datatable--plain');
    assert.deepEqual(await places(), loading);
    const line = await page.locator('.gr-lines > *').first().boundingBox();
    assert.equal(line.y, skeleton.y);
    assert.equal(line.height, skeleton.height);
  },
};
