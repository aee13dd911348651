import { dirname, join } from 'node:path';
import { deferModule, resolveAlong } from './deferModule';
import { apiValidator, azureIdentity, kindValidators } from './onDemand';
import { azureIdentities, seldomNeeded } from './seldomNeeded';
import { standIn } from './standIn';

type StandInFor = (load: () => object) => object;

/** What is not there Backstage has no need for any more. */
function defer(way: string, standInFor: StandInFor, file?: string): void {
  const entry = resolveAlong(__filename, way.split(' > '));
  if (entry) {
    deferModule(file ? join(dirname(entry), file) : entry, standInFor);
  }
}

for (const [way, kind] of Object.entries(seldomNeeded)) {
  defer(way, load => standIn(kind, load));
}

for (const way of azureIdentities) {
  defer(way, load => standIn('names', load, azureIdentity(load)));
}

defer(
  '@backstage/plugin-catalog-backend > @backstage/backend-openapi-utils > express-openapi-validator',
  apiValidator,
);

defer(
  '@backstage/catalog-model',
  kindValidators,
  'validation/entityKindSchemaValidator.cjs.js',
);
