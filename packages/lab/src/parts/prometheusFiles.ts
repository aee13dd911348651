import { join } from 'node:path';
import type { LabContext } from '../context';

/** Where Prometheus reads and writes. */
export function prometheusFiles({ labDir }: Pick<LabContext, 'labDir'>) {
  const folder = join(labDir, 'prometheus');
  return {
    config: join(folder, 'prometheus.yml'),
    data: join(folder, 'data'),
  };
}
