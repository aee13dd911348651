/** What only a browser that runs animations can tell of what stands in for content. */
import assert from 'node:assert/strict';

export const feedbackChecks = {
  async 'a skeleton takes its place at once and is painted after 150 ms'(
    page,
    show,
  ) {
    await show('feedback-skeletons--card');
    const content = page.locator('.gr-skeleton > div');
    const { delay, painted } = await content.evaluate(element => {
      const [animation] = element.getAnimations();
      animation.pause();
      const visibilityAt = ms => {
        animation.currentTime = ms;
        return getComputedStyle(element).visibility;
      };
      return {
        delay: animation.effect.getTiming().delay,
        painted: [visibilityAt(0), visibilityAt(149), visibilityAt(151)],
      };
    });
    assert.equal(delay, 150);
    assert.deepEqual(painted, ['hidden', 'hidden', 'visible']);
    const { height } = await content.boundingBox();
    assert.ok(height > 0, 'it takes its place');
  },

  async 'a drawn chart stands where its skeleton stood'(page, show) {
    const sizeOf = selector =>
      page.locator(selector).evaluate(element => ({
        height: element.getBoundingClientRect().height,
        isAsWideAsItsPlace:
          element.clientWidth === element.parentElement.clientWidth,
      }));
    await show('feedback-skeletons--chart');
    const skeleton = await sizeOf('.gr-skeleton-chart');
    assert.ok(skeleton.isAsWideAsItsPlace);
    await show('chart-timeserieschart--one-line');
    assert.deepEqual(await sizeOf('.gr-plot'), skeleton);
  },

  async 'the request id can be copied'(page, show) {
    await show('feedback-errorpanel--unavailable');
    await page.context().grantPermissions(['clipboard-write']);
    await page.getByRole('button', { name: /Copy request id/ }).click();
    await page.getByText('Copied').waitFor();
  },
};
