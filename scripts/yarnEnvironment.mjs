import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Yarn asks whom npm asks, and trusts whom npm trusts. */
export function yarnEnvironment() {
  const settings = JSON.parse(
    execFileSync('npm', ['config', 'list', '--json'], {
      encoding: 'utf8',
      shell: false,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const registry = new URL(settings.registry);
  const home = path.resolve(path.dirname(process.execPath), '..');
  const own = {
    YARN_NPM_REGISTRY_SERVER: registry.href.replace(/\/$/, ''),
    ...(registry.protocol === 'http:' && {
      YARN_UNSAFE_HTTP_WHITELIST: registry.hostname,
    }),
    ...(settings.cafile && { YARN_HTTPS_CA_FILE_PATH: settings.cafile }),
    ...(settings['https-proxy'] && {
      YARN_HTTPS_PROXY: settings['https-proxy'],
    }),
    ...(settings.proxy && { YARN_HTTP_PROXY: settings.proxy }),
    YARN_ENABLE_PROGRESS_BARS: 'false',
    YARN_ENABLE_TELEMETRY: 'false',
    CI: 'true',
    // Add-ons are compiled against the headers beside this very Node.
    ...(fs.existsSync(path.join(home, 'include', 'node')) && {
      npm_config_nodedir: home,
    }),
  };
  // What a person has set for yarn itself counts more.
  return Object.fromEntries(
    Object.entries(own).filter(([name]) => !process.env[name]),
  );
}
