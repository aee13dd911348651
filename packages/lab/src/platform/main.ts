import { loadLabContext } from '../context';
import { serveApi } from './api';
import { Platform } from './Platform';

/** The lab's part `platform`; see `packages/lab/README.md`. */
async function main(): Promise<void> {
  const context = loadLabContext();
  const { log, ports, secrets } = context;
  const platform = new Platform(context);
  const server = await serveApi(platform, {
    port: ports.platform,
    webhookSecret: () => secrets.get('giteaWebhookSecret'),
    log,
  });
  log.info(`The lab API listens on port ${ports.platform}`);
  platform.start();
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) {
      return;
    }
    stopping = true;
    log.info(`${signal}: stopping`);
    server.close();
    server.closeAllConnections();
    await platform.stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
