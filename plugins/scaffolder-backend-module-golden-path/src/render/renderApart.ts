import { mkdtemp, rm } from 'node:fs/promises';
import { GoldenPathValues } from '@goreliable/plugin-golden-path-common';
import { RenderPlan } from './renderPlan';
import { RenderSkeletons } from './renderSkeletons';

/**
 * Renders a plan into a folder without a task around it.
 *
 * @param options.baseUrl - where the template is: `file://` and a path as it
 *   is (not percent-encoded, as the scaffolder does it), or an address that
 *   the renderer can read
 */
export async function renderApart(options: {
  render: RenderSkeletons;
  plan: RenderPlan;
  values: GoldenPathValues;
  baseUrl: string;
  workspacePath: string;
}): Promise<void> {
  const { render, plan, values, baseUrl, workspacePath } = options;
  const temporary: string[] = [];
  try {
    await render(
      plan.skeletons,
      { ...values },
      {
        workspacePath,
        templateInfo: { entityRef: 'template:default/golden-path', baseUrl },
        createTemporaryDirectory: async () => {
          const folder = await mkdtemp(`${workspacePath}-`);
          temporary.push(folder);
          return folder;
        },
      },
    );
  } finally {
    await Promise.all(
      temporary.map(folder => rm(folder, { recursive: true, force: true })),
    );
  }
}
