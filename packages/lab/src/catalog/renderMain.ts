import {
  catalogFolder,
  renderCatalogService,
  renderedServices,
} from './catalogServices';

/** Writes the rendered part of `catalog-info/services/`, then ends. */
async function main(): Promise<void> {
  // The script that starts this has gone to the root of the checkout.
  const root = process.cwd();
  for (const service of renderedServices(root)) {
    await renderCatalogService(root, service, catalogFolder(root, service));
    process.stdout.write(`catalog-info/services/${service}\n`);
  }
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exitCode = 1;
});
