import express, { type Handler } from 'express';
import request from 'supertest';
import { apiValidator, azureIdentity, kindValidators } from './onDemand';

describe('apiValidator', () => {
  it('makes the validator with the first request, and asks it each time', async () => {
    const refuse: Handler = (req, res, next) =>
      req.query.unknown ? res.status(400).end() : next();
    const note: Handler = (req, _res, next) => {
      (req as { openapi?: string }).openapi = req.path;
      next();
    };
    const middleware = jest.fn((_options: object) => [note, refuse]);
    const options = { apiSpec: {} };
    const app = express();
    app.use(apiValidator(() => ({ middleware })).middleware(options));
    app.get('/things', (req, res) => {
      res.json((req as { openapi?: string }).openapi);
    });
    app.use(((error, _req, res, _next) => {
      res.status(418).json(error.message);
    }) as express.ErrorRequestHandler);
    expect(middleware).not.toHaveBeenCalled();

    const answer = await request(app).get('/things').expect(200);
    expect(answer.body).toBe('/things');
    await request(app).get('/things?unknown=1').expect(400);
    expect(middleware.mock.calls).toEqual([[options]]);
  });

  it('passes on what the validator has to complain about', async () => {
    const complain: Handler = (_req, _res, next) => next(new Error('no'));
    const app = express();
    app.use(
      apiValidator(() => ({ middleware: () => [complain] })).middleware({}),
    );
    app.use(((error, _req, res, _next) => {
      res.status(418).json(error.message);
    }) as express.ErrorRequestHandler);
    const answer = await request(app).get('/').expect(418);
    expect(answer.body).toBe('no');
  });
});

describe('kindValidators', () => {
  it('compiles a schema when it first validates', () => {
    const compile = jest.fn((schema: unknown) => (data: unknown) => {
      if (data === schema) {
        return data;
      }
      throw new TypeError('another one');
    });
    const load = () => ({ entityKindSchemaValidator: compile });
    const validate = kindValidators(load).entityKindSchemaValidator('schema');
    expect(compile).not.toHaveBeenCalled();
    expect(validate('schema')).toBe('schema');
    expect(() => validate('other')).toThrow('another one');
    expect(compile).toHaveBeenCalledTimes(1);
  });
});

describe('azureIdentity', () => {
  it('makes a credential when a token is asked for', async () => {
    const made: unknown[] = [];
    class DefaultAzureCredential {
      constructor(readonly options?: unknown) {
        made.push(options);
      }
      async getToken(scope: string) {
        return `token for ${scope}`;
      }
    }
    const load = () => ({ DefaultAzureCredential });
    const identity = azureIdentity(load);
    const credential = new identity.DefaultAzureCredential();
    expect(made).toEqual([]);
    expect(await credential.getToken('one')).toBe('token for one');
    expect(await credential.getToken('two')).toBe('token for two');
    expect(made).toHaveLength(1);
  });
});
