import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LabContext } from '../../context';
import { readFileIfExists, writeFileAtomically } from '../../files';
import { runCommand } from '../../tools/command';
import type { PartDefinition, PartWork } from '../types';
import { giteaConfig, giteaFiles } from './config';
import { writeHooks } from './hooks';
import { writePages } from './pages';
import { administrator, ensureOrganisation, ensureToken } from './api';

const noChange = '--must-change-password=false';
const rights = ['--admin', '--email', 'bot@goreliable.dev'];

/** Git with pull requests and webhooks. */
export const gitea: PartDefinition = {
  name: 'gitea',
  title: 'Git (Gitea)',
  tier: 'core',
  needs: [],
  tools: ['gitea'],
  ports: ({ ports }) => [ports.gitea],
  url: ({ urls }) => urls.gitea,
  prepare,
  command: context => ({
    file: context.toolPath('gitea'),
    args: ['web', ...place(context)],
  }),
  readiness: ({ ports }) => ({
    http: `http://127.0.0.1:${ports.gitea}/api/healthz`,
  }),
  readyWithinMs: 120_000,
  onStarted: async (context, work) => {
    await ensureToken(context, work.signal);
    await ensureOrganisation(context, work.signal);
  },
  stopSignal: 'SIGTERM',
  stopWithinMs: 15_000,
};

async function prepare(context: LabContext, work: PartWork): Promise<void> {
  const files = giteaFiles(context);
  writeFileAtomically(
    files.config,
    giteaConfig(context, {
      assets: join(dirname(context.toolPath('gitea')), 'assets'),
      asRoot: process.getuid?.() === 0,
    }),
    { mode: 0o600 },
  );
  writeHooks(context);
  writePages(context);
  const password = context.secrets.get('giteaAdminPassword');
  const wanted = createHash('sha256').update(password).digest('hex');
  const isNew = !existsSync(files.database);
  if (!isNew && readFileIfExists(files.administratorStamp) === wanted) {
    return;
  }
  work.report('creating the database and the administrator');
  const run = (args: string[]) =>
    runCommand(context.toolPath('gitea'), [...args, ...place(context)], {
      signal: work.signal,
    });
  await run(['migrate']);
  const { stdout } = await run(['admin', 'user', 'list']);
  const credentials = ['--username', administrator, '--password', password];
  await run(
    new RegExp(`\\b${administrator}\\b`).test(stdout)
      ? ['admin', 'user', 'change-password', ...credentials, noChange]
      : ['admin', 'user', 'create', ...credentials, noChange, ...rights],
  );
  writeFileAtomically(files.administratorStamp, wanted, { mode: 0o600 });
}

function place(context: LabContext): string[] {
  const { config, folder } = giteaFiles(context);
  return ['--config', config, '--work-path', folder];
}
