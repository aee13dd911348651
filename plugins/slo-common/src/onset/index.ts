export * from './findOnset';
export * from './onsetInWords';
export * from './schema';
export * from './types';
