import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { renderGoldenPath } from '@goreliable/plugin-scaffolder-backend-module-golden-path';
import { goldenPathNames } from '@goreliable/plugin-golden-path-common';
import { z } from 'zod';
import { loadLabContext } from '../context';
import {
  finishRendering,
  labServiceNames,
  organisationUrl,
  readAnswers,
  renderedService,
} from './labServices';

/** Renders all services of the lab, then ends. */
async function main(): Promise<void> {
  const context = loadLabContext();
  for (const name of labServiceNames(context)) {
    const answers = readAnswers(context, name);
    const rendered = renderedService(context, name);
    // Its own, should a process of a killed platform still be at work.
    const unfinished = `${join(rendered.repository, '..')}.${process.pid}.tmp`;
    mkdirSync(unfinished, { recursive: true });
    await renderGoldenPath({
      templatesDir: join(context.root, 'templates'),
      template: z.enum(goldenPathNames).parse(answers.template),
      values: answers.values,
      targetDir: join(unfinished, 'repository'),
      gitopsDir: join(unfinished, 'gitops'),
      settings: { organisationUrl: organisationUrl(context) },
    });
    finishRendering(unfinished, rendered);
  }
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exitCode = 1;
});
