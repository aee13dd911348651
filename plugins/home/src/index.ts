export { homePlugin as default } from './plugin';
export { homeApiRef, type HomeApi } from './api/HomeApi';
