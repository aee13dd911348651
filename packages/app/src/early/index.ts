export { earlyWork } from './earlyWork';
export { earlyModule } from './fetchApi';
