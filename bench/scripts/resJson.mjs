// Express' own way to answer with an object, for comparison: resJson.mjs <port> <file.json>
import { readFileSync } from 'node:fs';
import express from 'express';

const [port, file] = process.argv.slice(2);
const value = JSON.parse(readFileSync(file, 'utf8'));

const app = express();
app.get('/', (_, response) => response.json(value));
app.listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
