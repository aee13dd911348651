import { Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { CatalogProcessor } from '@backstage/plugin-catalog-node';
import { JsonValue } from '@backstage/types';

/** An address as files have it, and what it is where this portal runs. */
export interface MovedAddress {
  readonly written: string;
  readonly here: string;
}

/** Reads `catalog.localFiles.addresses`; without it nothing has moved. */
export function readMovedAddresses(config: Config): MovedAddress[] {
  return (
    config.getOptionalConfigArray('catalog.localFiles.addresses') ?? []
  ).map(each => ({
    written: each.getString('written'),
    here: each.getString('here'),
  }));
}

/**
 * Makes addresses in entities of local files those of the servers that they mean: what is
 * committed cannot follow a server to another port.
 */
export class MovedAddresses implements CatalogProcessor {
  constructor(private readonly addresses: readonly MovedAddress[]) {}

  getProcessorName(): string {
    return 'MovedAddresses';
  }

  async preProcessEntity(
    entity: Entity,
    location: { readonly type: string },
  ): Promise<Entity> {
    return this.addresses.length > 0 && location.type === 'file'
      ? (this.moved(entity as unknown as JsonValue) as unknown as Entity)
      : entity;
  }

  private moved(value: JsonValue): JsonValue {
    if (typeof value === 'string') {
      return this.addresses.reduce(movedWithin, value);
    }
    if (Array.isArray(value)) {
      return value.map(each => this.moved(each));
    }
    return value !== null && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value).map(([key, each]) => [
            key,
            each === undefined ? each : this.moved(each),
          ]),
        )
      : value;
  }
}

/** Only whole addresses: `http://localhost:7020` is no part of `http://localhost:70200`. */
function movedWithin(text: string, { written, here }: MovedAddress): string {
  return text
    .split(written)
    .reduce((before, after) =>
      /^[\w.:-]/.test(after)
        ? `${before}${written}${after}`
        : `${before}${here}${after}`,
    );
}
