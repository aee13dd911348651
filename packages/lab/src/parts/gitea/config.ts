import { createHash } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { LabContext } from '../../context';

type Section = Readonly<Record<string, string | number | boolean>>;

/** Where Gitea keeps its things. */
export function giteaFiles({ labDir }: Pick<LabContext, 'labDir'>) {
  const folder = join(labDir, 'gitea');
  return {
    folder,
    config: join(folder, 'app.ini'),
    database: join(folder, 'gitea.db'),
    /** What Git runs in every repository when something is pushed. */
    hooks: join(folder, 'hooks'),
    /** Says for which password the administrator was set up. */
    administratorStamp: join(folder, 'administrator'),
  };
}

/** The whole `app.ini`: a Git server for one machine, on loopback only. */
export function giteaConfig(
  context: Pick<LabContext, 'labDir' | 'ports' | 'urls' | 'secrets'>,
  surroundings: { assets: string; asRoot: boolean; user?: string },
): string {
  const { folder, database, hooks } = giteaFiles(context);
  const { secrets } = context;
  const secretKey = secrets.get('giteaSecretKey');
  const global: Section = {
    APP_NAME: 'GoReliable Git',
    RUN_MODE: 'prod',
    RUN_USER: surroundings.user ?? userInfo().username,
    WORK_PATH: folder,
    ...(surroundings.asRoot && { I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: true }),
  };
  return renderIni(global, {
    server: {
      PROTOCOL: 'http',
      HTTP_ADDR: '127.0.0.1',
      HTTP_PORT: context.ports.gitea,
      DOMAIN: 'localhost',
      ROOT_URL: `${context.urls.gitea}/`,
      STATIC_ROOT_PATH: surroundings.assets,
      APP_DATA_PATH: join(folder, 'data'),
      DISABLE_SSH: true,
      OFFLINE_MODE: true,
      LFS_START_SERVER: false,
    },
    database: {
      DB_TYPE: 'sqlite3',
      PATH: database,
      SQLITE_JOURNAL_MODE: 'WAL',
    },
    repository: {
      ROOT: join(folder, 'repositories'),
      DEFAULT_BRANCH: 'main',
      DISABLED_REPO_UNITS:
        'repo.actions,repo.ext_issues,repo.ext_wiki,repo.packages,repo.projects,repo.wiki',
      DISABLE_STARS: true,
    },
    'git.config': { 'core.hooksPath': hooks },
    security: {
      INSTALL_LOCK: true,
      SECRET_KEY: secretKey,
      INTERNAL_TOKEN: derived(secretKey, 'internal').toString('hex'),
      // The only password is 256 bits of chance: stretching it would add
      // nothing but a fifth of a second to each request that carries it.
      PASSWORD_HASH_ALGO: 'pbkdf2$10000$50',
    },
    oauth2: {
      ENABLED: false,
      JWT_SECRET: derived(secretKey, 'jwt').toString('base64url'),
    },
    service: { DISABLE_REGISTRATION: true, REQUIRE_SIGNIN_VIEW: false },
    // One on disk is asked for news every two seconds only, and what is pushed
    // cannot be read through the API before that.
    queue: { TYPE: 'channel' },
    webhook: { ALLOWED_HOST_LIST: 'loopback', DELIVER_TIMEOUT: 10 },
    log: { MODE: 'console', LEVEL: 'Warn' },
    indexer: { ISSUE_INDEXER_TYPE: 'db' },
    actions: { ENABLED: false },
    packages: { ENABLED: false },
    picture: { DISABLE_GRAVATAR: true },
    i18n: { LANGS: 'en-US', NAMES: 'English' },
    other: {
      SHOW_FOOTER_VERSION: false,
      SHOW_FOOTER_TEMPLATE_LOAD_TIME: false,
    },
    'cron.update_checker': { ENABLED: false },
  });
}

function derived(secret: string, purpose: string): Buffer {
  return createHash('sha256').update(`${purpose}:${secret}`).digest();
}

/** Values are quoted with backticks, so that a path may hold `#` and `;`. */
export function renderIni(
  global: Section,
  sections: Readonly<Record<string, Section>>,
): string {
  const lines = (section: Section) =>
    Object.entries(section).map(([key, value]) => `${key} = \`${value}\``);
  const rendered = Object.entries(sections).flatMap(([name, section]) => [
    '',
    `[${name}]`,
    ...lines(section),
  ]);
  return [...lines(global), ...rendered, ''].join('\n');
}
