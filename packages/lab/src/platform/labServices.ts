import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { LabContext } from '../context';
import { exclusive } from '../exclusive';
import { readFileIfExists, writeFileAtomically } from '../files';
import { organisation } from '../parts/gitea/api';
import { typescriptProcess } from '../parts/typescriptProcess';
import { runCommand } from '../tools/command';

const answersSchema = z.object({
  template: z.string(),
  values: z.record(z.string(), z.unknown()),
});

/** Which golden path a service of the platform follows, and its answers. */
export type Answers = z.infer<typeof answersSchema>;

/** Where a service's rendered files are. */
export interface RenderedService {
  readonly name: string;
  /** The files of its own repository. */
  readonly repository: string;
  /** The files for the GitOps repository, `services/<name>/…`. */
  readonly gitOps: string;
}

/** The services whose answers are in the catalog, by name. */
export function labServiceNames(context: Pick<LabContext, 'root'>): string[] {
  const folder = answersFolder(context);
  return existsSync(folder)
    ? readdirSync(folder)
        .filter(name => existsSync(join(folder, name, 'answers.yaml')))
        .sort()
    : [];
}

/** @throws Error if the file is missing or has another shape. */
export function readAnswers(
  context: Pick<LabContext, 'root'>,
  service: string,
): Answers {
  const path = join(answersFolder(context), service, 'answers.yaml');
  const answers = answersSchema.safeParse(parse(readFileSync(path, 'utf8')));
  if (!answers.success) {
    throw new Error(`${path}: ${z.prettifyError(answers.error)}`);
  }
  return answers.data;
}

/**
 * Renders the lab's own services from `templates/`, unless that has been done
 * with the templates and answers as they are now.
 *
 * The renderer is the portal's own and brings the whole scaffolder with it, so
 * it runs in a process that ends.
 */
export async function renderLabServices(
  context: LabContext,
  signal?: AbortSignal,
): Promise<RenderedService[]> {
  const services = labServiceNames(context).map(name =>
    renderedService(context, name),
  );
  const folder = renderedFolder(context);
  const stamp = join(folder, 'digest');
  const digest = sourcesDigest(context);
  // Prometheus' history and the first commits are made of it at the same time.
  const hold = await exclusive(`${folder}.lock`, { signal });
  try {
    if (readFileIfExists(stamp) !== digest) {
      await renderInAnotherProcess(context, signal);
      writeFileAtomically(stamp, digest);
    }
  } finally {
    hold.release();
  }
  return services;
}

async function renderInAnotherProcess(
  context: LabContext,
  signal: AbortSignal | undefined,
): Promise<void> {
  const folder = renderedFolder(context);
  const unfinished = existsSync(folder)
    ? readdirSync(folder).filter(name => name.endsWith('.tmp'))
    : [];
  for (const name of unfinished) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  const { file, args, cwd, env } = typescriptProcess(
    context,
    'packages/lab/src/platform/renderMain.ts',
  );
  await runCommand(file, args, {
    cwd,
    // The surroundings of this context, which need not be those of this process.
    env: {
      ...process.env,
      ...env,
      LAB_DATA_DIR: context.dataDir,
      LAB_PORT_BASE: String(context.portBase),
    },
    signal,
  });
}

/** Where a service is or will be rendered to. */
export function renderedService(
  context: Pick<LabContext, 'labDir'>,
  name: string,
): RenderedService {
  const folder = join(renderedFolder(context), name);
  return {
    name,
    repository: join(folder, 'repository'),
    gitOps: join(folder, 'gitops'),
  };
}

/** Moves a finished rendering in place, so that there is never half of one. */
export function finishRendering(
  unfinished: string,
  rendered: RenderedService,
): void {
  const folder = join(rendered.repository, '..');
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
}

/** The address of the lab's organisation, as the templates want it. */
export function organisationUrl({ urls }: Pick<LabContext, 'urls'>): string {
  return `${urls.gitea}/${organisation}`;
}

function answersFolder({ root }: Pick<LabContext, 'root'>): string {
  return join(root, 'catalog-info', 'services');
}

function renderedFolder({ labDir }: Pick<LabContext, 'labDir'>): string {
  return join(labDir, 'platform', 'rendered');
}

/** Of all that decides what is rendered. */
function sourcesDigest(context: LabContext): string {
  const hash = createHash('sha256').update(organisationUrl(context));
  const files = [
    ...filesBelow(join(context.root, 'templates')),
    ...labServiceNames(context).map(name =>
      join(answersFolder(context), name, 'answers.yaml'),
    ),
  ];
  for (const path of files) {
    hash.update(`\0${relative(context.root, path)}\0`);
    hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}
