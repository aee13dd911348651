import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { getEntitySourceLocation } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import {
  SerializedFile,
  serializeDirectoryContents,
} from '@backstage/plugin-scaffolder-node';
import {
  GoldenPathName,
  GoldenPathSettings,
  goldenPathValues,
  Preview,
  PreviewFile,
} from '@goreliable/plugin-golden-path-common';
import { renderApart } from './renderApart';
import { renderPlan } from './renderPlan';
import {
  gitopsFolder,
  RenderSkeletons,
  repositoryFolder,
} from './renderSkeletons';

// Lock files and the like: nobody reads more than this in a preview.
const maxContentBytes = 64 * 1024;

function baseUrlOf(template: TemplateEntityV1beta3): string {
  const { type, target } = getEntitySourceLocation(template);
  if (type === 'file') {
    return `file://${target}`;
  }
  if (type === 'url') {
    return target;
  }
  throw new InputError(
    `The template ${template.metadata.name} is at a location of type ${type}, which cannot be previewed`,
  );
}

function previewFile(file: SerializedFile): PreviewFile {
  const { path, content, executable = false } = file;
  const readable =
    content.length <= maxContentBytes && !content.includes(0) && !file.symlink;
  return {
    path,
    size: content.length,
    executable,
    ...(readable && { content: content.toString('utf8') }),
  };
}

/** Renders registered templates to show what they would make. */
export class PreviewService {
  constructor(
    private readonly options: {
      settings: GoldenPathSettings;
      /** A folder in which previews are rendered and removed again. */
      workingDirectory: string;
      catalog: CatalogService;
      render: RenderSkeletons;
    },
  ) {}

  /**
   * What a golden path would make of these answers. Nothing is kept.
   *
   * @throws z.ZodError if an answer is wrong; NotFoundError if the template is
   *   not registered or not the caller's to see
   */
  async preview(
    request: { template: GoldenPathName; parameters: Record<string, unknown> },
    options: { credentials: BackstageCredentials },
  ): Promise<Preview> {
    const { catalog, settings, workingDirectory, render } = this.options;
    const entity = await catalog.getEntityByRef(
      { kind: 'Template', namespace: 'default', name: request.template },
      options,
    );
    if (!entity) {
      throw new NotFoundError(
        `The template ${request.template} is not in the catalog, or you may not see it.`,
      );
    }
    const template = entity as TemplateEntityV1beta3;
    const plan = renderPlan(template);
    const values = goldenPathValues(
      { ...request, version: plan.version },
      settings,
    );
    const root = await mkdtemp(join(workingDirectory, 'golden-path-preview-'));
    const workspacePath = join(root, 'workspace');
    try {
      await renderApart({
        render,
        plan,
        values,
        baseUrl: baseUrlOf(template),
        workspacePath,
      });
      const [repository, gitops] = await Promise.all(
        [repositoryFolder, gitopsFolder].map(folder =>
          readFolder(join(workspacePath, folder)),
        ),
      );
      return { repository, gitops };
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  }
}

async function readFolder(folder: string): Promise<PreviewFile[]> {
  const files = await serializeDirectoryContents(folder);
  return files
    .map(previewFile)
    .sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
}
