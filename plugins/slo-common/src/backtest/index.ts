export { sameAlertSeconds } from './alertRuns';
export * from './backtest';
export * from './candidates';
export * from './ownPolicy';
export * from './suggestion';
export * from './types';
export * from './withoutBlankStart';
export { withTraffic } from './withTraffic';
export * from './words';
