import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import {
  GoldenPathName,
  GoldenPathSettings,
  GoldenPathValues,
  goldenPathValues,
} from '@goreliable/plugin-golden-path-common';
import { parse } from 'yaml';
import { renderApart } from './renderApart';
import { renderPlan } from './renderPlan';
import {
  createRenderer,
  gitopsFolder,
  repositoryFolder,
} from './renderSkeletons';

// Local templates are read from disk; whatever else asks for a reader is wrong.
const noReader: UrlReaderService = {
  readUrl: async url => refuse(url),
  readTree: async url => refuse(url),
  search: async url => refuse(url),
};

function refuse(url: string): never {
  throw new NotFoundError(`${url} is not below the folder of the templates`);
}

const render = createRenderer({
  reader: noReader,
  integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
});

/** How {@link renderGoldenPath} is called. */
export interface RenderOptions {
  /** The folder with the templates' YAML files and `skeletons/`. */
  readonly templatesDir: string;
  readonly template: GoldenPathName;
  /** A form's answers: what the template's `parameters` ask for. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Gets the files of the service's own repository. */
  readonly targetDir: string;
  /** Gets the files for the GitOps repository, `services/<name>/…`, if given. */
  readonly gitopsDir?: string;
  /** What `goldenPath` of the portal's configuration says. */
  readonly settings?: Partial<GoldenPathSettings>;
}

/** The settings without any configuration; the address is made up. */
export const defaultSettings: GoldenPathSettings = {
  modulePathPrefix: 'goreliable.dev',
  imageRegistry: 'ghcr.io/goreliable',
  organisationUrl: 'https://git.goreliable.dev/goreliable',
};

/** Reads one of the templates at the root of a folder. */
export async function readTemplate(
  templatesDir: string,
  template: GoldenPathName,
): Promise<TemplateEntityV1beta3> {
  const path = join(templatesDir, `${template}.yaml`);
  return parse(await readFile(path, 'utf8')) as TemplateEntityV1beta3;
}

/**
 * Renders a golden path into folders, as a task of the scaffolder would: the
 * same skeletons of the same template, by the same renderer.
 *
 * @returns the values that were derived from the answers
 * @throws z.ZodError if an answer is wrong; InputError if the template cannot
 *   be rendered apart from a task
 */
export async function renderGoldenPath(
  options: RenderOptions,
): Promise<GoldenPathValues> {
  const { template } = options;
  const templatesDir = resolve(options.templatesDir);
  const plan = renderPlan(await readTemplate(templatesDir, template));
  const values = goldenPathValues(
    { template, version: plan.version, parameters: options.values },
    { ...defaultSettings, ...options.settings },
  );
  const root = await mkdtemp(join(tmpdir(), 'golden-path-'));
  const workspacePath = join(root, 'workspace');
  try {
    await renderApart({
      render,
      plan,
      values,
      baseUrl: `file://${join(templatesDir, `${template}.yaml`)}`,
      workspacePath,
    });
    await cp(join(workspacePath, repositoryFolder), options.targetDir, {
      recursive: true,
    });
    if (options.gitopsDir) {
      await cp(join(workspacePath, gitopsFolder), options.gitopsDir, {
        recursive: true,
      });
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
  return values;
}
