import { type Handler, Router } from 'express';

/** What Backstage uses of express-openapi-validator. */
export interface OpenApiValidator {
  middleware(options: object): Handler[];
}

/**
 * Stands for express-openapi-validator, and makes a router's validator with its first request:
 * it compiles the schema of API descriptions, once for each plugin that has such a description.
 */
export function apiValidator(load: () => object): OpenApiValidator {
  return {
    middleware(options) {
      let router: Router | undefined;
      return [
        (request, response, next) => {
          if (!router) {
            const { middleware } = load() as OpenApiValidator;
            // What it consists of sees the same request, and the same parameters of its path.
            router = Router({ mergeParams: true });
            router.use(middleware(options));
          }
          router(request, response, next);
        },
      ];
    },
  };
}

type Validate = (data: unknown) => unknown;

interface KindValidators {
  entityKindSchemaValidator(schema: unknown): Validate;
}

/**
 * Stands for what makes validators of entity kinds, which compile their schemas when they
 * first validate: a start makes some of kinds that the catalog may not have.
 */
export function kindValidators(load: () => object): KindValidators {
  return {
    entityKindSchemaValidator(schema) {
      let validate: Validate | undefined;
      return data => {
        validate ??= (load() as KindValidators).entityKindSchemaValidator(
          schema,
        );
        return validate(data);
      };
    },
  };
}

interface TokenCredential {
  getToken(...args: unknown[]): Promise<unknown>;
}

interface AzureIdentity {
  DefaultAzureCredential: new () => TokenCredential;
}

/**
 * What a portal that knows no Azure does with its credentials is to make some at every start.
 * These are made when somebody asks them for a token.
 */
export function azureIdentity(
  load: () => object,
): Pick<AzureIdentity, 'DefaultAzureCredential'> {
  class DefaultAzureCredential implements TokenCredential {
    #made: TokenCredential | undefined;
    readonly #values: unknown[];

    constructor(...values: unknown[]) {
      this.#values = values;
    }

    getToken(...args: unknown[]): Promise<unknown> {
      this.#made ??= Reflect.construct(
        (load() as AzureIdentity).DefaultAzureCredential,
        this.#values,
      ) as TokenCredential;
      return this.#made.getToken(...args);
    }
  }
  return { DefaultAzureCredential };
}
