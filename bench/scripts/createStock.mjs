// Makes the stock app that the portal is measured beside: what @backstage/create-app gives,
// installed and built. Arguments: the checkout, the folder of the app, which is made.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
// What installs the portal installs this, too.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { yarnEnvironment } from '../../scripts/yarnEnvironment.mjs';

/** The release of Backstage that the portal stands on. */
const createApp = '@backstage/create-app@0.9.2';

const [root, folder] = process.argv.slice(2);
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(path.dirname(folder), { recursive: true });

run('npm', [
  ...['exec', '--yes', '--package', createApp, '--'],
  ...['backstage-create-app', '--path', folder, '--skip-install'],
]);
adaptToThisPlace();
run('yarn', ['install']);
// In the order that its Dockerfile names.
run('yarn', ['tsc']);
run('yarn', ['build:backend']);
// Beside the installed packages, as it has them, too.
run('tar', ['-xzf', 'packages/backend/dist/bundle.tar.gz']);

/**
 * The same libraries in the same versions as the portal, so that what differs is the apps.
 * The two resolutions are what a stock app of this release needs to be installed, and to
 * live, on Node 24.
 */
function adaptToThisPlace() {
  fs.copyFileSync(path.join(root, 'yarn.lock'), path.join(folder, 'yarn.lock'));
  const ours = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const manifest = path.join(folder, 'package.json');
  const stock = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  for (const name of ['better-sqlite3', 'got']) {
    stock.resolutions[name] = ours.resolutions[name];
  }
  fs.writeFileSync(manifest, JSON.stringify(stock, undefined, 2));
  const ageGate = /^npmMinimalAgeGate: .*$/m;
  const [ourGate] = ageGate.exec(
    fs.readFileSync(path.join(root, '.yarnrc.yml'), 'utf8'),
  );
  const settings = path.join(folder, '.yarnrc.yml');
  const text = fs
    .readFileSync(settings, 'utf8')
    .replace(ageGate, ourGate)
    // Backstage's own packages are of the release, too, not of this week.
    .replace(/^npmPreapprovedPackages:\n(?: +- .*\n)+/m, '');
  fs.writeFileSync(settings, text);
}

function run(command, args) {
  process.stderr.write(`$ ${command} ${args.join(' ')}\n`);
  execFileSync(command, args, {
    cwd: fs.existsSync(folder) ? folder : path.dirname(folder),
    env: {
      ...process.env,
      ...yarnEnvironment(),
      BACKSTAGE_APP_NAME: 'stock',
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    },
    stdio: ['ignore', 2, 2],
  });
}
